import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseBody } from '../../src/sandbox/parse-body.ts'

test('reads the members of an object', () => {
  assert.deepEqual(parseBody('{"amount":"15","currencies":[{"currency":"BTC"}]}'), {
    amount: '15',
    currencies: [{ currency: 'BTC' }],
  })
})

for (const body of ['', '{}', '[]', 'null']) {
  test(`takes ${JSON.stringify(body)} for no params, as clients spell it`, () => {
    assert.deepEqual(Object.keys(parseBody(body) ?? { none: 1 }), [])
  })
}

for (const body of ['{', 'amount=15', '"text"', '15', 'true']) {
  test(`cannot read ${body}`, () => {
    assert.equal(parseBody(body), undefined)
  })
}

test('cannot read half a surrogate pair, which PHP refuses, but a whole one', () => {
  assert.equal(parseBody('{"note":"\\ud83c"}'), undefined)
  assert.deepEqual(parseBody('{"note":"\\ud83c\\udf89"}'), { note: '🎉' })
})
