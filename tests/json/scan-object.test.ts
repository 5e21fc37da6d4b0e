import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { removeMember, scanObject } from '../../src/json/scan-object.ts'

const reasonOf = (text: string) => {
  const scan = scanObject(text)
  return typeof scan === 'string' ? scan : 'ok'
}

test('tells where each top-level member stands', () => {
  const text = ' { "a" : 1 , "b" : { "c" : 2 } } '
  const scan = scanObject(text)
  assert.ok(typeof scan !== 'string')
  assert.deepEqual(
    scan.map(({ name, start, valueStart, end }) => [name, text.slice(start, end), text.slice(valueStart, end)]),
    [
      ['a', '"a" : 1', '1'],
      ['b', '"b" : { "c" : 2 }', '{ "c" : 2 }'],
    ],
  )
})

test('decodes the names', () => {
  const scan = scanObject('{"\\u0073ign":"x","\\/":1}')
  assert.ok(typeof scan !== 'string')
  assert.deepEqual(
    scan.map(({ name }) => name),
    ['sign', '/'],
  )
})

const accepted = [
  '{}',
  ' {\t} ',
  '{"":""}',
  '{"a":[]}',
  '{"a":[ ]}',
  '{"a":[1,[2],{"b":null}],"c":true}',
  '{"a":{"a":1},"b":{"a":1}}',
  '{"constructor":1,"prototype":2,"toString":3}',
  '{"_proto_":1}',
]
for (const text of accepted) test(`accepts ${text}`, () => assert.equal(reasonOf(text), 'ok'))

const malformed = [
  '',
  ' ',
  'null',
  '7',
  '"text"',
  '[]',
  '[{"a":1}]',
  '{',
  '}',
  '{"a"}',
  '{"a":}',
  '{"a":1',
  '{"a":1,}',
  '{,"a":1}',
  '{a:1}',
  "{'a':1}",
  '{"a":1 "b":2}',
  '{"a" 1}',
  '{"a":01}',
  '{"a":[1,]}',
  '{"a":[1 2]}',
  '{"a":[1}',
  '{"a":[',
  '{"a":tru}',
  '{"a":NaN}',
  '{"a":"\n"}',
  '{"a":1}}',
  '{"a":1} x',
  '{"a":1}{"b":2}',
  '{"a":1}//',
  '\ufeff{"a":1}',
  '\u00a0{"a":1}',
  '{"a":"\\ud800"}',
  '{"a":"\ud800"}',
  '{"\\udc00":1}',
]
for (const text of malformed) {
  test(`refuses ${JSON.stringify(text)}`, () => assert.equal(reasonOf(text), 'malformed'))
}

const duplicates = [
  '{"a":1,"a":1}',
  '{"a":1,"b":2,"a":3}',
  '{"a":1,"\\u0061":2}',
  '{"a":{"b":1,"b":2}}',
  '{"a":[{"b":1,"b":2}]}',
  '{"":1,"":2}',
]
for (const text of duplicates) {
  test(`refuses the name that stands twice in ${text}`, () => assert.equal(reasonOf(text), 'duplicate_key'))
}

for (const name of ['__proto__', '\\u005f_proto__', '__pr\\u006fto__']) {
  test(`refuses a member named ${name}, at any depth`, () => {
    assert.equal(reasonOf(`{"${name}":1}`), 'malformed')
    assert.equal(reasonOf(`{"a":[{"${name}":{}}]}`), 'malformed')
  })
}

const nested = (levels: number, open: string, close: string) =>
  `{"a":${open.repeat(levels - 1)}1${close.repeat(levels - 1)}}`

test('accepts 128 levels and no more, of lists and of objects', () => {
  assert.equal(reasonOf(nested(128, '[', ']')), 'ok')
  assert.equal(reasonOf(nested(129, '[', ']')), 'malformed')
  assert.equal(reasonOf(nested(128, '{"a":', '}')), 'ok')
  assert.equal(reasonOf(nested(129, '{"a":', '}')), 'malformed')
})

const spice = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  ' ',
  '\n',
  '0',
  '-',
  '.',
  'e',
  'u',
  '\ud83c',
  '\u2028',
  '"a":1,',
]

const mutated = fc
  .tuple(
    fc.json({ maxDepth: 4, noUnicodeString: false }),
    fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.constantFrom(...spice)), { maxLength: 3 }),
  )
  .map(([json, edits]) => {
    let text = `{"a":${json},"b":${json}}`
    for (const [at, drop, put] of edits) {
      const position = at % (text.length + 1)
      text = text.slice(0, position) + put + text.slice(position + drop)
    }
    return text
  })

// An oracle of scanObject: JSON.parse decides on the grammar, and the stricter rules are verified on the value and on a
// count of the names instead of the text.

/** Returns true if every surrogate has its other half: only then do UTF-8 bytes decode to the same text. */
const isWellFormed = (text: string) => new TextDecoder().decode(new TextEncoder().encode(`.${text}`)) === `.${text}`

const isPlain = (text: string) => isWellFormed(text) && text !== '__proto__'

function depthOf(value: unknown): number {
  return typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0
}

function isClean(value: unknown): boolean {
  if (typeof value === 'string') return isWellFormed(value)
  if (typeof value !== 'object' || value === null) return true
  const names = Array.isArray(value) ? [] : Object.keys(value)
  return names.every(isPlain) && Object.values(value).every(isClean)
}

function countNames(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const own = Array.isArray(value) ? 0 : Object.keys(value).length
  return Object.values(value).reduce<number>((sum, inner) => sum + countNames(inner), own)
}

const strings = /"(?:[^"\\]|\\.)*"/g

/** Returns true if a text is a JSON object that no two parsers can read differently. */
function isTrustworthyObject(text: string): boolean {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return false
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
  const colons = text.replace(strings, '').match(/:/g)?.length ?? 0
  // A repeated name is one member in the value and two colons in the text.
  return colons === countNames(value) && isClean(value) && depthOf(value) <= 128
}

test('accepts exactly what JSON.parse does, less what two parsers could read differently', () => {
  fc.assert(
    fc.property(mutated, (text) => (typeof scanObject(text) !== 'string') === isTrustworthyObject(text)),
    { seed: 20_261_124, numRuns: 5_000 },
  )
})

const spelled = fc.array(fc.constantFrom('{', '}', '[', ']', ',', ':', '"a"', '"b"', '"\\u0061"', '1', 'null', ' '), {
  maxLength: 12,
})

test('agrees with JSON.parse over random tokens too', () => {
  fc.assert(
    fc.property(spelled, (tokens) => {
      const text = `{${tokens.join('')}}`
      return (typeof scanObject(text) !== 'string') === isTrustworthyObject(text)
    }),
    { seed: 20_261_124, numRuns: 5_000 },
  )
})

function cut(text: string): string {
  const scan = scanObject(text)
  assert.ok(typeof scan !== 'string')
  const index = scan.findIndex(({ name }) => name === 'sign')
  return removeMember(text, scan[index]!, scan[index - 1])
}

const cases = [
  ['the first', '{"sign":"x","a":1}', '{"a":1}'],
  ['a middle', '{"a":1,"sign":"x","b":2}', '{"a":1,"b":2}'],
  ['the last', '{"a":1,"sign":"x"}', '{"a":1}'],
  ['the only', '{"sign":"x"}', '{}'],
  ['the first, among white space,', '{ "sign" : "x" , "a" : 1 }', '{  "a" : 1 }'],
  ['a middle, among white space,', '{ "a" : 1 , "sign" : "x" , "b" : 2 }', '{ "a" : 1 , "b" : 2 }'],
  ['the last, among white space,', '{ "a" : 1 , "sign" : "x" }', '{ "a" : 1 }'],
  ['the only, among white space,', '\n{ "sign" : "x" }\n', '\n{  }\n'],
  ['the top-level', '{"a":{"sign":"y"},"sign":"x"}', '{"a":{"sign":"y"}}'],
  ['an escaped', '{"a":"sign","\\u0073ign":"x"}', '{"a":"sign"}'],
] as const

for (const [which, text, rest] of cases) {
  test(`takes out ${which} member and keeps every other character`, () => assert.equal(cut(text), rest))
}
