import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { respellPhp } from '../../src/json/respell-php.ts'

const cases = [
  ['drops white space between tokens', '{ "a" :\t[ 1 ,\r\n2 ] }', '{"a":[1,2]}'],
  ['keeps white space inside of strings', '{"a b":" c\u00a0 "}', '{"a b":" c\u00a0 "}'],
  ['escapes slashes', '{"a":"b/c"}', '{"a":"b\\/c"}'],
  ['keeps slashes that are escaped', '{"a":"b\\/c"}', '{"a":"b\\/c"}'],
  ['unescapes unicode', '{"\\u0416":"\\u6f22 \\ud83c\\udf89"}', '{"Ж":"漢 🎉"}'],
  ['escapes line separators', '{"a":"\u2028\u2029"}', '{"a":"\\u2028\\u2029"}'],
  ['keeps line separators that are escaped', '{"a":"\\u2028\\u2029"}', '{"a":"\\u2028\\u2029"}'],
  ["spells control characters in PHP's way", '{"a":"\\u0008\\u000A\\u001F"}', '{"a":"\\b\\n\\u001f"}'],
  ['unescapes what needs no escape', '{"a":"\\u0041\\u007f"}', '{"a":"A\u007f"}'],
  ['keeps quotes and backslashes escaped', '{"a":"\\"\\\\\\u0022\\u005c"}', '{"a":"\\"\\\\\\"\\\\"}'],
  [
    'never respells a number',
    '{"a":[1.0,1e-7,1.0e-7,-0,1E5,12345678901234567890]}',
    '{"a":[1.0,1e-7,1.0e-7,-0,1E5,12345678901234567890]}',
  ],
  ['keeps words and empty things', '{"a":[true,false,null,{},[],""]}', '{"a":[true,false,null,{},[],""]}'],
] as const

for (const [what, text, spelled] of cases) test(what, () => assert.equal(respellPhp(text), spelled))

test('never changes what the text means, and is done after one go', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(3), (json, indent) => {
      const text = JSON.stringify({ a: JSON.parse(json) as unknown }, null, indent)
      const spelled = respellPhp(text)
      assert.deepEqual(JSON.parse(spelled), JSON.parse(text))
      assert.equal(respellPhp(spelled), spelled)
    }),
    { seed: 20_261_124, numRuns: 1_000 },
  )
})
