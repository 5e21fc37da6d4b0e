import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requireKey } from '../../src/options/require.ts'
import { unusableKeys } from '../tools/keys.ts'
import { thrown } from '../tools/thrown.ts'

test('lets a usable key through as it is', () => {
  assert.equal(requireKey('a key with spaces inside', 'apiKey'), 'a key with spaces inside')
})

for (const [name, key, complaint] of unusableKeys) {
  test(`refuses ${name} and says so`, () => {
    const { message, option } = thrown('config', () => requireKey(key, 'payoutApiKey'))
    assert.equal(message, `payoutApiKey ${complaint}.`)
    assert.equal(option, 'payoutApiKey')
  })
}

test('adds the hint that it is given', () => {
  assert.match(thrown('config', () => requireKey('', 'apiKey', '; set X')).message, /^apiKey is blank; set X\.$/)
})
