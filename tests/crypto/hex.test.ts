import assert from 'node:assert/strict'
import { test } from 'node:test'
import { timingSafeEqual, toHex } from '../../src/crypto/hex.ts'

const digest = '0123456789abcdef'.repeat(4)

test('finds equal digests of every length equal', () => {
  for (let length = 0; length <= 64; length++) {
    assert.equal(timingSafeEqual(digest.slice(0, length), digest.slice(0, length)), true)
  }
})

test('finds a difference at every position', () => {
  for (let at = 0; at < digest.length; at++) {
    const other = `${digest.slice(0, at)}${digest[at] === 'f' ? '0' : 'f'}${digest.slice(at + 1)}`
    assert.equal(timingSafeEqual(other, digest), other === digest)
  }
})

test('finds every other length different, whichever is the longer', () => {
  for (let length = 0; length < 64; length++) {
    assert.equal(timingSafeEqual(digest.slice(0, length), digest), false)
    assert.equal(timingSafeEqual(digest, digest.slice(0, length)), false)
  }
})

test('takes an upper-case digest for a different one', () => {
  assert.equal(timingSafeEqual(digest.toUpperCase(), digest), false)
})

test('every byte is spelled with two lower-case digits', () => {
  const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  assert.equal(toHex(bytes), Buffer.from(bytes).toString('hex'))
})

test('no bytes are no digits', () => {
  assert.equal(toHex(new Uint8Array()), '')
})
