import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { md5Hex, md5Portable, selectMd5 } from '../../src/crypto/md5.ts'
import { bareHost, emptyHost, fipsHost, nodeHost } from '../support/hosts.ts'
import { randomTexts } from '../support/random-texts.ts'

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

test('gives 32 lower-case hex digits, at the first call and at the next', () => {
  assert.equal(md5Hex('abc'), '900150983cd24fb0d6963f7d28e17f72')
  assert.equal(md5Hex('Жук 🎉'), md5Hex('Жук 🎉'))
  assert.match(md5Hex('Жук 🎉'), /^[0-9a-f]{32}$/)
})

const portable = selectMd5(bareHost)
const branches = { host: selectMd5(nodeHost), portable }

// RFC 1321, appendix A.5.
const suite = [
  ['', 'd41d8cd98f00b204e9800998ecf8427e'],
  ['a', '0cc175b9c0f1b6a831c399e269772661'],
  ['abc', '900150983cd24fb0d6963f7d28e17f72'],
  ['message digest', 'f96b697d7cb7938d525a2f31aaf161d0'],
  ['abcdefghijklmnopqrstuvwxyz', 'c3fcd3d76192e4007dfb496cca67e13b'],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789', 'd174ab98d277d9f5a5611c2c9f419d9f'],
  ['1234567890'.repeat(8), '57edf4a22be3c955ac49da2e2107b67a'],
] as const

for (const [name, md5] of Object.entries(branches)) {
  for (const [text, digest] of suite) {
    test(`the ${name} MD5 of ${JSON.stringify(text)} is the one in RFC 1321`, () => assert.equal(md5(text), digest))
  }
}

test('the host and the portable MD5 agree over any text, half surrogate pairs included', () => {
  for (const text of randomTexts(2_000)) assert.equal(portable(text), branches.host(text))
})

test('the portable MD5 agrees with another implementation around the edges of a block', () => {
  for (let length = 0; length <= 260; length++) {
    const text = 'é'.repeat(length % 3) + 'x'.repeat(length)
    assert.equal(portable(text), createHash('md5').update(text, 'utf8').digest('hex'))
  }
})

test('uses the host where it has MD5', () => {
  assert.notEqual(branches.host, portable)
})

test('falls back where the host has no loader, no module, or refuses MD5', () => {
  for (const host of [bareHost, emptyHost, fipsHost, { process: {} }]) assert.equal(selectMd5(host), portable)
})

test('this run tests the hashes that it says it tests', () => {
  const isPortable = selectMd5(globalThis) === portable
  assert.equal(isPortable, process.env.CRYPTOMUS_KIT_HASHES === 'portable')
})
