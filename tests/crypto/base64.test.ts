import assert from 'node:assert/strict'
import { test } from 'node:test'
import { selectBase64, toBase64 } from '../../src/crypto/base64.ts'
import { bareHost, emptyHost, nodeHost } from '../support/hosts.ts'
import { randomTexts } from '../support/random-texts.ts'

test('encodes a text as its UTF-8 bytes, at the first call and at the next', () => {
  assert.equal(toBase64('Жук'), '0JbRg9C6')
  assert.equal(toBase64(new TextEncoder().encode('Жук')), '0JbRg9C6')
})

const portable = selectBase64(bareHost)
const branches = { host: selectBase64(nodeHost), portable }

// RFC 4648, section 10.
const suite = [
  ['', ''],
  ['f', 'Zg=='],
  ['fo', 'Zm8='],
  ['foo', 'Zm9v'],
  ['foob', 'Zm9vYg=='],
  ['fooba', 'Zm9vYmE='],
  ['foobar', 'Zm9vYmFy'],
] as const

for (const [name, base64] of Object.entries(branches)) {
  for (const [text, encoded] of suite) {
    test(`the ${name} base64 of ${JSON.stringify(text)} is the one in RFC 4648`, () => {
      assert.equal(base64(text), encoded)
      assert.equal(base64(new TextEncoder().encode(text)), encoded)
    })
  }

  // On both sides of the last character whose UTF-8 is one byte, and of the last that `btoa` takes.
  for (const text of ['\0', '\x7f', '\x80', '\xff', '\u0100', 'a\x7f\x80', '😀']) {
    test(`the ${name} base64 of ${JSON.stringify(text)} is that of its UTF-8`, () => {
      assert.equal(base64(text), Buffer.from(text).toString('base64'))
    })
  }

  test(`the ${name} base64 covers the view of a buffer and not what lies around it`, () => {
    assert.equal(base64(new TextEncoder().encode('--foobar--').subarray(2, 8)), 'Zm9vYmFy')
  })

  test(`the ${name} base64 encodes every byte`, () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    assert.equal(base64(bytes), Buffer.from(bytes).toString('base64'))
  })
}

test('the host and the portable base64 agree over any text, half surrogate pairs included', () => {
  for (const text of randomTexts(2_000)) assert.equal(portable(text), branches.host(text))
})

test('the portable base64 agrees over more bytes than a function takes arguments', () => {
  const text = 'Ж漢🎉'.repeat(40_000)
  assert.equal(portable(text), branches.host(text))
})

test('uses the host where it has a buffer and falls back where it has not', () => {
  assert.notEqual(branches.host, portable)
  assert.equal(selectBase64(emptyHost), portable)
})
