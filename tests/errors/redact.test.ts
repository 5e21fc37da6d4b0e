import assert from 'node:assert/strict'
import { test } from 'node:test'
import { copyCause, redact } from '../../src/errors/redact.ts'
import { assertHidden } from '../support/error-views.ts'

const secret = 'sk-live-1'

test('keeps name, message, code and stack of a foreign error', () => {
  const cause = Object.assign(new TypeError('fetch failed'), { code: 'ECONNREFUSED' })
  const copy = copyCause(cause, []) as Error & { code: string }
  assert.notEqual(copy, cause)
  assert.ok(copy instanceof Error)
  assert.equal(copy.name, 'TypeError')
  assert.equal(copy.message, 'fetch failed')
  assert.equal(copy.code, 'ECONNREFUSED')
  assert.equal(copy.stack, cause.stack)
})

test('drops what a transport hangs on its errors', () => {
  const request = { headers: { sign: 'abc' }, body: '{}' }
  const copy = copyCause(Object.assign(new Error('m'), { request, config: request, code: {} }), [])
  assert.deepEqual(Object.keys(copy as object), [])
  assertHidden(copy, { sign: 'abc' })
})

test('keeps a code that is a number', () => {
  assert.equal((copyCause(Object.assign(new Error('m'), { code: 7 }), []) as Error & { code: number }).code, 7)
})

test('takes secrets out of message, name and stack', () => {
  const cause = new Error(`bad header ${secret}`)
  cause.name = `Error(${secret})`
  const copy = copyCause(cause, [secret]) as Error
  assert.equal(copy.message, 'bad header [redacted]')
  assert.equal(copy.name, 'Error([redacted])')
  assertHidden(copy, { secret })
})

test('follows the causes of a cause and cleans them too', () => {
  const inner = Object.assign(new Error(`inner ${secret}`), { code: 'ENOTFOUND' })
  const copy = copyCause(new Error('outer', { cause: inner }), [secret]) as { cause: Error & { code: string } }
  assert.equal(copy.cause.message, 'inner [redacted]')
  assert.equal(copy.cause.code, 'ENOTFOUND')
})

test('stops at a depth, so that a cause that contains itself ends', () => {
  const cause = new Error('round and round')
  cause.cause = cause
  let levels = 0
  for (let at = copyCause(cause, []) as Error | undefined; at !== undefined; at = at.cause as Error | undefined)
    levels++
  assert.equal(levels, 6)
})

test('makes a text of a cause that is no object', () => {
  for (const [cause, text] of [
    [`refused ${secret}`, 'refused [redacted]'],
    [undefined, 'undefined'],
    [null, 'null'],
    [404, '404'],
    [Symbol('gone'), 'Symbol(gone)'],
  ] as const) {
    assert.equal(copyCause(cause, [secret]).message, text)
  }
})

test('makes do with an object that is no Error', () => {
  const copy = copyCause({}, []) as Error
  assert.equal(copy.message, '[object Object]')
  assert.equal(copy.name, 'Error')
  assert.equal(copy.stack, '')
})

test('takes out every occurrence of every secret', () => {
  const text = 'secret-1 and secret-2 and secret-1'
  assert.equal(redact(text, ['secret-1', 'secret-2']), '[redacted] and [redacted] and [redacted]')
})

test('takes secrets literally, whatever they mean to a regular expression or a replacement', () => {
  assert.equal(redact('a $&$&$& .*.*.* b', ['$&$&$&', '.*.*.*']), 'a [redacted] [redacted] b')
})

test('passes over what is too short to be a key', () => {
  assert.equal(redact('a text', ['', 'a', 'text']), 'a text')
})

test('leaves nothing of a secret that begins like another', () => {
  assert.equal(redact('secret-2026', ['secret', 'secret-2026']), '[redacted]')
})
