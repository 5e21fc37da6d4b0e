import assert from 'node:assert/strict'
import { test } from 'node:test'
import { base64 } from '../../src/crypto/base64.ts'

test('encodes a text as its UTF-8 bytes, at the first call and at the next', () => {
  assert.equal(base64('Жук'), '0JbRg9C6')
  assert.equal(base64(new TextEncoder().encode('Жук')), '0JbRg9C6')
})
