import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { sha256Hex } from '../../src/crypto/sha256.ts'
import { randomTexts } from '../support/random-texts.ts'

// FIPS 180-4 and its examples by NIST.
const published = {
  '': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  abc: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq:
    '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
}

for (const [text, digest] of Object.entries(published)) {
  test(`the SHA-256 of ${JSON.stringify(text)} is the published one`, () => assert.equal(sha256Hex(text), digest))
}

const byNode = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex')

test('agrees with node:crypto over any text, as UTF-8', () => {
  for (const text of [...randomTexts(1_000), 'ä😀', '\u0000']) assert.equal(sha256Hex(text), byNode(text))
})

test('agrees with node:crypto around the length of a block', () => {
  for (const length of [54, 55, 56, 57, 63, 64, 65, 119, 120, 127, 128, 129, 10_000]) {
    assert.equal(sha256Hex('x'.repeat(length)), byNode('x'.repeat(length)))
  }
})
