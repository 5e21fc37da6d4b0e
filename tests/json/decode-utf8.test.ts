import assert from 'node:assert/strict'
import { test } from 'node:test'
import { decodeUtf8 } from '../../src/json/decode-utf8.ts'

test('decodes what is UTF-8', () => {
  assert.equal(decodeUtf8(new TextEncoder().encode('{"a":"Ж漢🎉\u0000"}')), '{"a":"Ж漢🎉\u0000"}')
  assert.equal(decodeUtf8(new Uint8Array()), '')
})

test('keeps a byte order mark in the text', () => {
  assert.equal(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b)), '\ufeff{')
})

const broken = {
  'a lone continuation byte': [0x80],
  'a character cut in the middle': [0xe6, 0xbc],
  'an overlong slash': [0xc0, 0xaf],
  'half a surrogate pair': [0xed, 0xa0, 0xbc],
  'a character beyond Unicode': [0xf4, 0x90, 0x80, 0x80],
  'Latin-1': [0x63, 0x61, 0x66, 0xe9],
  'UTF-16': [0xff, 0xfe, 0x7b, 0x00],
}

for (const [name, bytes] of Object.entries(broken)) {
  test(`refuses ${name}`, () => assert.equal(decodeUtf8(Uint8Array.from(bytes)), undefined))
}
