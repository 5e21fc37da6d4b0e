import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { md5Portable } from '../../src/crypto/md5.ts'
import { randomTexts } from '../tools/random-texts.ts'

const reference = (text: string) => createHash('md5').update(text, 'utf8').digest('hex')

test('agrees with OpenSSL at every length up to four blocks, where the padding changes', () => {
  for (let length = 0; length <= 260; length++) {
    for (const letter of ['x', 'é', '\0', '\u{1f389}']) {
      const text = letter.repeat(length)
      assert.equal(md5Portable(text), reference(text))
    }
  }
})

test('agrees with OpenSSL over any text', () => {
  for (const text of randomTexts(3_000)) assert.equal(md5Portable(text), reference(text))
})

test('agrees with OpenSSL over a text whose length in bits needs more than 16 of them', () => {
  const text = '0123456789abcdef'.repeat(80_000)
  assert.equal(md5Portable(text), reference(text))
})
