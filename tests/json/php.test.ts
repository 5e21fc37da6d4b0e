import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { encodePhp } from '../../src/json/php.ts'

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
