import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodePhp, encodePhpNumber, encodePhpString, reencodePhp } from '../../src/json/php.ts'

const raw = { escapeUnicode: false }

test('encodes every kind of JSON value, compact and in order', () => {
  const value = { b: [1, 'x/y', null, true, false], a: { '': {} }, c: [], d: 1e-7 }
  assert.equal(encodePhp(value, raw), '{"b":[1,"x\\/y",null,true,false],"a":{"":{}},"c":[],"d":1.0e-7}')
})

test('spells names and values in the spelling that is asked for', () => {
  assert.equal(encodePhp({ Ж: ['é'] }, raw), '{"Ж":["é"]}')
  assert.equal(encodePhp({ Ж: ['é'] }, { escapeUnicode: true }), '{"\\u0416":["\\u00e9"]}')
})

test('leaves out members that are undefined, as JSON does', () => {
  assert.equal(encodePhp({ a: undefined, b: 1 }, raw), '{"b":1}')
})

test('means the same as JSON.stringify', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.boolean(), (value, escapeUnicode) => {
      assert.deepEqual(JSON.parse(encodePhp(value, { escapeUnicode })), value)
    }),
    { seed: 20_261_124, numRuns: 1_000 },
  )
})

const reencodings = [
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

for (const [what, text, spelled] of reencodings) test(what, () => assert.equal(reencodePhp(text), spelled))

test('never changes what the text means, and is done after one go', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(3), (json, indent) => {
      const text = JSON.stringify({ a: JSON.parse(json) as unknown }, null, indent)
      const spelled = reencodePhp(text)
      assert.deepEqual(JSON.parse(spelled), JSON.parse(text))
      assert.equal(reencodePhp(spelled), spelled)
    }),
    { seed: 20_261_124, numRuns: 1_000 },
  )
})

// What PHP 8.2 prints for the float, with its default serialize_precision of -1.
const printedNumbers: readonly (readonly [number, string])[] = [
  [0, '0'],
  [-0, '-0'],
  [1, '1'],
  [-1, '-1'],
  [15.5, '15.5'],
  [0.1, '0.1'],
  [0.1 + 0.2, '0.30000000000000004'],
  [0.001, '0.001'],
  [0.0001, '0.0001'],
  [0.00012345, '0.00012345'],
  [0.00001, '1.0e-5'],
  [0.000012345, '1.2345e-5'],
  [1e-7, '1.0e-7'],
  [-1e-7, '-1.0e-7'],
  [1.5e-9, '1.5e-9'],
  [9007199254740991, '9007199254740991'],
  [1e15, '1000000000000000'],
  [1e16, '10000000000000000'],
  [12345678901234568, '12345678901234568'],
  [1e17, '1.0e+17'],
  [123456789012345680, '1.2345678901234568e+17'],
  [1e25, '1.0e+25'],
  [1.5e300, '1.5e+300'],
  [1.7976931348623157e308, '1.7976931348623157e+308'],
  [5e-324, '5.0e-324'],
  [123456.789, '123456.789'],
]

for (const [value, spelled] of printedNumbers) {
  test(`spells ${Object.is(value, -0) ? '-0' : value} as ${spelled}`, () =>
    assert.equal(encodePhpNumber(value), spelled))
}

test('spells every number so that it reads back as the same number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      Object.is(Number(encodePhpNumber(value)), value),
    ),
    { seed: 20_261_124, numRuns: 2_000 },
  )
})

// What PHP 8.2 prints: with JSON_UNESCAPED_UNICODE, and with its default flags.
const printedStrings = [
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

for (const [value, raw, escaped] of printedStrings) {
  test(`spells ${JSON.stringify(value)} as PHP does, with and without unescaped unicode`, () => {
    assert.equal(encodePhpString(value), raw)
    assert.equal(encodePhpString(value, true), escaped)
  })
}

test('reads back as the same text in both spellings, and one of them is ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (value) => {
      assert.equal(JSON.parse(encodePhpString(value)), value)
      assert.equal(JSON.parse(encodePhpString(value, true)), value)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what ASCII begins with
      assert.match(encodePhpString(value, true), /^[\u0000-\u007f]*$/)
    }),
    { seed: 20_261_124, numRuns: 1_000 },
  )
})
