import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scrub } from '../../src/errors/scrub.ts'

test('takes out every occurrence of every secret', () => {
  const text = 'secret-1 and secret-2 and secret-1'
  assert.equal(scrub(text, ['secret-1', 'secret-2']), '[redacted] and [redacted] and [redacted]')
})

test('takes secrets literally, whatever they mean to a regular expression or a replacement', () => {
  assert.equal(scrub('a $&$&$& .*.*.* b', ['$&$&$&', '.*.*.*']), 'a [redacted] [redacted] b')
})

test('passes over what is too short to be a key', () => {
  assert.equal(scrub('a text', ['', 'a', 'text']), 'a text')
})

test('leaves nothing of a secret that begins like another', () => {
  assert.equal(scrub('secret-2026', ['secret', 'secret-2026']), '[redacted]')
})
