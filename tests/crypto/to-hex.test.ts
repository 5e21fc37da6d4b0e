import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toHex } from '../../src/crypto/to-hex.ts'

test('every byte is spelled with two lower-case digits', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  assert.equal(toHex(bytes), Buffer.from(bytes).toString('hex'))
})

test('no bytes are no digits', () => {
  assert.equal(toHex(new Uint8Array()), '')
})
