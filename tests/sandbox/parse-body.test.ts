import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBody } from '../../src/sandbox/parse-body.ts'

test('reads the members of an object', () => {
  assert.deepEqual(parseBody('{"amount":"1","currencies":[{"currency":"BTC"}]}'), {
    amount: '1',
    currencies: [{ currency: 'BTC' }],
  })
})

test('no body, an empty list and null stand for no params', () => {
  for (const body of ['', '{}', '[]', 'null']) assert.deepEqual(Object.keys(parseBody(body) ?? { no: 1 }), [], body)
})

test('what is no JSON object cannot be read', () => {
  for (const body of ['{', '"text"', '7', 'true', '{"a":1}x', '{a:1}']) assert.equal(parseBody(body), undefined, body)
})

test('half a surrogate pair cannot be read, as PHP cannot', () => {
  assert.equal(parseBody('{"additional_data":"\\ud83d"}'), undefined)
  assert.deepEqual(parseBody('{"additional_data":"\\ud83c\\udf89"}'), { additional_data: '🎉' })
})
