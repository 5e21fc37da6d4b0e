import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseWebhook } from '../../src/webhooks/parse-webhook.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { readPhpCorpus } from '../support/php-corpus.ts'
import { createRandom } from '../support/random.ts'
import { tamper } from '../support/tamper.ts'
import { contentOf } from '../support/webhooks.ts'

// Written and signed by PHP 8.2 (tests/tools/make-php-corpus.ts). The runner goes over it with the host's hashes and
// with the portable ones.
const corpus = readPhpCorpus()

test('there are 2,000 bodies, hard ones among them', () => {
  assert.equal(corpus.length, 2_000)
  const all = corpus.map(({ raw }) => raw).join()
  for (const hard of [
    '\\/',
    '🎉',
    'Ж',
    '漢',
    '\\u2028',
    '\\u2029',
    '\\u0000',
    '\u007f',
    '1.0e-7',
    '1.0e+25',
    '":-0',
    '{}',
    '[]',
    '9223372036854775807',
    '"10":',
    '"":',
    '{"sign":"',
    '"Sign":',
  ]) {
    assert.ok(all.includes(hard), `no body holds ${hard}`)
  }
})

test('accepts every body, spelled as it was signed', () => {
  for (const { raw, key } of corpus) assert.ok(verifyWebhook(raw, key), raw)
})

test('accepts every body with its unicode escaped', () => {
  for (const { escaped, key } of corpus) assert.ok(verifyWebhook(escaped, key), escaped)
})

test('refuses every body after one character was changed, in both spellings', () => {
  const random = createRandom(1)
  for (const { raw, escaped, key } of corpus) {
    for (const body of [raw, escaped]) {
      const tampered = tamper(body, random)
      assert.equal(verifyWebhook(tampered, key), false, tampered)
    }
  }
})

test('refuses every body under another key', () => {
  for (const { raw, key } of corpus) assert.equal(verifyWebhook(raw, `${key}.`), false)
})

test('reads the same event from both spellings', () => {
  const complete = corpus.filter(({ raw }) => raw.includes('"uuid":') && raw.includes('"status":'))
  assert.ok(complete.length > 500)
  for (const { raw, escaped, key } of complete) {
    const event = parseWebhook(raw, key)
    assert.deepEqual(parseWebhook(escaped, key), event)
    const { stateKey, isPaid, ...wire } = event
    assert.deepEqual(wire, contentOf(raw))
  }
})
