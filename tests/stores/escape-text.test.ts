import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { escapeText, unescapeText } from '../../src/stores/escape-text.ts'

for (const [text, escaped] of [
  ['{"a":"b\\n","c":"Ж🎉"}', '{"a":"b\\n","c":"Ж🎉"}'],
  ['a\u0000b', 'a\u001a0000b'],
  ['\u001a0000', '\u001a001a0000'],
  ['\ud83d', '\u001ad83d'],
  ['\ude00\ud83d', '\u001ade00\u001ad83d'],
  ['\ufeffa', '\u001afeffa'],
  ['a\nb', 'a\u001a000ab'],
] as const) {
  test(`spells ${JSON.stringify(text)} as ${JSON.stringify(escaped)}`, () => {
    assert.equal(escapeText(text), escaped)
    assert.equal(unescapeText(escaped), text)
  })
}

const codes = fc.array(fc.oneof(fc.integer({ max: 0xffff }), fc.integer({ max: 0x30 }), fc.constant(0xd83d)))

test('any text comes back, and what is in between is Unicode without U+0000', () => {
  fc.assert(
    fc.property(codes, (units) => {
      const text = String.fromCharCode(...units)
      const escaped = escapeText(text)
      assert.equal(unescapeText(escaped), text)
      assert.equal(Buffer.from(escaped).toString(), escaped)
      assert.ok(!escaped.includes('\u0000'))
    }),
  )
})
