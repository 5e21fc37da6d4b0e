import assert from 'node:assert/strict'
import { test } from 'node:test'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { matchSign } from '../../src/webhooks/match-sign.ts'

const php = '{"a":"b\\/Ж"}'
const body = (signed: string, sign = signPayload(php, 'key')) => ({ signed, sign, type: undefined })

test('finds the body signed as it came', () => {
  assert.deepEqual(matchSign(body(php), ['key']), { text: php, spelling: 'as_sent' })
})

for (const wire of ['{"a":"b\\/\\u0416"}', '{"a":"b/Ж"}', '{ "a" : "b\\/Ж" }']) {
  test(`finds ${wire} signed as PHP spells it`, () => {
    assert.deepEqual(matchSign(body(wire), ['key']), { text: php, spelling: 'respelled' })
  })
}

test('finds bare slashes signed as they came, too', () => {
  const bare = '{"a":"b/Ж"}'
  assert.deepEqual(matchSign(body(bare, signPayload(bare, 'key')), ['key']), { text: bare, spelling: 'as_sent' })
})

test('tries every key and finds nothing when none fits', () => {
  assert.equal(matchSign(body(php), ['old', 'key'])?.text, php)
  assert.equal(matchSign(body('{ "a":"b/Ж" }'), ['old', 'key'])?.text, php)
  assert.equal(matchSign(body(php), ['old', 'other']), undefined)
  assert.equal(matchSign(body('{ "a":"b/c" }'), ['key']), undefined)
  assert.equal(matchSign(body(php), []), undefined)
})

test('never respells a number', () => {
  const sign = signPayload('{"x":1}', 'key')
  assert.equal(matchSign(body('{"x":1.0}', sign), ['key']), undefined)
  assert.equal(matchSign(body('{"x":1e0}', sign), ['key']), undefined)
})
