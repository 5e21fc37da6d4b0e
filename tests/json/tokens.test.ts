import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSpace, skipScalar, skipSpace, skipString } from '../../src/json/tokens.ts'

const wholeStrings = [
  '""',
  '"abc"',
  '"\\"\\\\\\/\\b\\f\\n\\r\\t"',
  '"\\u0041\\u00e9\\uFFFD"',
  '"\\ud83c\\udf89"',
  '"\\uD83C\\uDF89"',
  '"🎉 漢 \u007f \u2028"',
]

for (const token of wholeStrings) {
  test(`walks over ${token}`, () => {
    assert.equal(skipString(token, 0), token.length)
    assert.equal(skipString(`[${token}]`, 1), token.length + 1)
  })
}

const brokenStrings = {
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

for (const [name, token] of Object.entries(brokenStrings)) {
  test(`refuses ${name}`, () => assert.equal(skipString(token, 0), -1))
}

test('knows the four characters that JSON allows between tokens, and no other', () => {
  const spaces = Array.from({ length: 0x10000 }, (_, code) => code).filter(isSpace)
  assert.deepEqual(spaces, [0x09, 0x0a, 0x0d, 0x20])
})

test('skips white space up to the next character, or to the end', () => {
  assert.equal(skipSpace(' \t\r\n{', 0), 4)
  assert.equal(skipSpace('{', 0), 0)
  assert.equal(skipSpace('  ', 0), 2)
  assert.equal(skipSpace('\ufeff{', 0), 0)
})

const wholeScalars = [
  'true',
  'false',
  'null',
  '0',
  '-0',
  '7',
  '-12',
  '1.5',
  '0.00',
  '1e5',
  '1E5',
  '1e+5',
  '1e-05',
  '-0.1E-2',
]

for (const text of wholeScalars) {
  test(`walks over ${text}, and no further`, () => {
    assert.equal(skipScalar(text, 0), text.length)
    assert.equal(skipScalar(`[${text},`, 1), text.length + 1)
  })
}

for (const text of [
  '',
  '-',
  '.5',
  '1.',
  '1.e5',
  '1e',
  '1e+',
  '+1',
  'tru',
  'True',
  'nul',
  'NaN',
  'Infinity',
  '-a',
  'x',
]) {
  test(`does not take ${JSON.stringify(text)} for a scalar`, () => assert.equal(skipScalar(`[${text}]`, 1), -1))
}

test('ends a number before a second leading digit', () => {
  assert.equal(skipScalar('01', 0), 1)
})
