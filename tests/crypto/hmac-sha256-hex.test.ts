import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hmacSha256Hex } from '../../src/crypto/hmac-sha256-hex.ts'

test('gives 64 lower-case hex digits, at the first call and at the next', () => {
  const digest = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  assert.equal(hmacSha256Hex('Jefe', 'what do ya want for nothing?'), digest)
  assert.equal(hmacSha256Hex('Jefe', 'what do ya want for nothing?'), digest)
})
