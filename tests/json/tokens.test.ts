import assert from 'node:assert/strict'
import { test } from 'node:test'
import { skipString } from '../../src/json/tokens.ts'

const whole = [
  '""',
  '"abc"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
  '"\\u0041\\u00e9\\uFFFD"',
  '"\\ud83c\\udf89"',
  '"\\uD83C\\uDF89"',
  '"🎉 漢 \u007f \u2028"',
]

for (const token of whole) {
  test(`walks over ${token}`, () => {
    assert.equal(skipString(token, 0), token.length)
    assert.equal(skipString(`[${token}]`, 1), token.length + 1)
  })
}

const broken = {
  'a string without end': '"abc',
  'an escape without end': '"abc\\',
  'an unknown escape': '"\\x"',
  'an escape in capitals': '"\\U0041"',
  'too few hex digits': '"\\u004"',
  'something else than hex digits': '"\\u00g0"',
  'a raw control character': '"\u001f"',
  'a raw line break': '"a\nb"',
  'a raw high surrogate alone': '"\ud83c"',
  'a raw high surrogate before a letter': '"\ud83cx"',
  'a raw low surrogate alone': '"\udf89"',
  'an escaped high surrogate alone': '"\\ud83c"',
  'an escaped low surrogate alone': '"\\udf89"',
  'two escaped high surrogates': '"\\ud83c\\ud83c"',
  'an escaped high surrogate and a raw low one': '"\\ud83c\udf89"',
  'a raw high surrogate and an escaped low one': '"\ud83c\\udf89"',
}

for (const [name, token] of Object.entries(broken)) {
  test(`refuses ${name}`, () => assert.equal(skipString(token, 0), -1))
}
