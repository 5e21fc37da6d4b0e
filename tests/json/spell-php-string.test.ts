import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { spellPhpString } from '../../src/json/spell-php-string.ts'

// What PHP 8.2 prints: with JSON_UNESCAPED_UNICODE, and with its default flags.
const table = [
  ['', '""', '""'],
  ['plain', '"plain"', '"plain"'],
  ['a/b', '"a\\/b"', '"a\\/b"'],
  ['"\\', '"\\"\\\\"', '"\\"\\\\"'],
  ['\b\f\n\r\t', '"\\b\\f\\n\\r\\t"', '"\\b\\f\\n\\r\\t"'],
  ['\u0000\u000b\u001f', '"\\u0000\\u000b\\u001f"', '"\\u0000\\u000b\\u001f"'],
  ['\u007f', '"\u007f"', '"\u007f"'],
  ["<a href='x'>&amp;</a>", '"<a href=\'x\'>&amp;<\\/a>"', '"<a href=\'x\'>&amp;<\\/a>"'],
  ['\u0080é', '"\u0080é"', '"\\u0080\\u00e9"'],
  ['Ж', '"Ж"', '"\\u0416"'],
  ['漢', '"漢"', '"\\u6f22"'],
  ['🎉', '"🎉"', '"\\ud83c\\udf89"'],
  ['\u2028\u2029', '"\\u2028\\u2029"', '"\\u2028\\u2029"'],
  ['\ufeff\uffff', '"\ufeff\uffff"', '"\\ufeff\\uffff"'],
] as const

for (const [value, raw, escaped] of table) {
  test(`spells ${JSON.stringify(value)} as PHP does, with and without unescaped unicode`, () => {
    assert.equal(spellPhpString(value), raw)
    assert.equal(spellPhpString(value, true), escaped)
  })
}

test('reads back as the same text in both spellings, and one of them is ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      assert.equal(JSON.parse(spellPhpString(value)), value)
      assert.equal(JSON.parse(spellPhpString(value, true)), value)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what ASCII begins with
      assert.match(spellPhpString(value, true), /^[\u0000-\u007f]*$/)
    }),
    { seed: 20_261_124, numRuns: 1_000 },
  )
})
