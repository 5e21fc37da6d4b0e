import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hmacSha256Hex, selectHmacSha256 } from '../../src/crypto/hmac-sha256.ts'
import { bareHost, emptyHost, nodeHost } from '../support/hosts.ts'
import { randomTexts } from '../support/random-texts.ts'

const portable = selectHmacSha256(bareHost)
const branches = { host: selectHmacSha256(nodeHost), portable }

// RFC 4231, cases 1, 2 and 5; the keys or data of the others are not UTF-8. The RFC cuts the output of case 5.
const suite = [
  ['\u000b'.repeat(20), 'Hi There', 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
  ['Jefe', 'what do ya want for nothing?', '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'],
  ['\u000c'.repeat(20), 'Test With Truncation', 'a3b6167473100ee06e0c796c2955552b'],
] as const

for (const [name, hmac] of Object.entries(branches)) {
  for (const [key, text, digest] of suite) {
    test(`the ${name} HMAC-SHA256 of ${JSON.stringify(text)} is the one in RFC 4231`, () =>
      assert.equal(hmac(key, text).slice(0, digest.length), digest))
  }
}

test('the host and the portable HMAC agree over any key and text', () => {
  const texts = randomTexts(1_000)
  for (const [index, text] of texts.entries()) {
    const key = texts[texts.length - 1 - index]!
    assert.equal(portable(key, text), branches.host(key, text))
  }
})

test('agrees for keys shorter than, as long as and longer than a block', () => {
  for (const length of [0, 1, 63, 64, 65, 131]) {
    assert.equal(portable('k'.repeat(length), 'text'), branches.host('k'.repeat(length), 'text'))
  }
})

test('uses the host where it has HMAC and falls back where it has not', () => {
  assert.notEqual(branches.host, portable)
  assert.equal(selectHmacSha256(emptyHost), portable)
})

test('gives 64 lower-case hex digits, at the first call and at the next', () => {
  const digest = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843'
  assert.equal(hmacSha256Hex('Jefe', 'what do ya want for nothing?'), digest)
  assert.equal(hmacSha256Hex('Jefe', 'what do ya want for nothing?'), digest)
})
