import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requireKey, requireMerchantId, requireWholeMilliseconds } from '../../src/options/require.ts'
import { unusableKeys } from '../support/keys.ts'
import { thrown } from '../support/thrown.ts'

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

for (const ms of [1, 604_800_000, Number.MAX_SAFE_INTEGER]) {
  test(`${ms} is a usable whole number of milliseconds`, () =>
    assert.equal(requireWholeMilliseconds(ms, 'expireMs'), ms))
}

for (const bad of [0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '30', null, undefined]) {
  test(`${String(bad)} (${typeof bad}) is refused as a whole number of milliseconds`, () => {
    const { message } = thrown('config', () => requireWholeMilliseconds(bad, 'expireMs'))
    assert.equal(message, 'expireMs must be a whole number of milliseconds above zero.')
  })
}

test('lets a usable merchant id through', () => assert.equal(requireMerchantId('8b03432e-385b'), '8b03432e-385b'))

test('adds the hint that it is given', () => {
  const { message } = thrown('config', () => requireMerchantId(undefined, '; set X'))
  assert.equal(message, 'merchantId is missing; set X.')
})

test('refuses what no header can carry', () => {
  assert.match(thrown('config', () => requireMerchantId('a b')).message, /must be visible ASCII/)
})
