import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import { readText } from '../../src/call/read-text.ts'
import type { UndiciAnswer } from '../../src/undici/options.ts'
import { toResponse } from '../../src/undici/response.ts'
import { thrown } from '../tools/thrown.ts'

const answerOf = (fields: Partial<Omit<UndiciAnswer, 'body'>> = {}, bytes = Buffer.from('{"state":0}')) => ({
  statusCode: 200,
  headers: {},
  body: Readable.from([bytes]),
  ...fields,
})

test('the status, the headers in any case and the body are handed on', async () => {
  const headers = { 'retry-after': '5', 'set-cookie': ['a=1', 'b=2'], 'x-nothing': undefined }
  const response = toResponse(answerOf({ statusCode: 429, headers }))
  const names = ['Retry-After', 'set-cookie', 'x-nothing', 'x-missing', 'constructor']
  assert.deepEqual(
    names.map((name) => response.headers?.get(name)),
    ['5', 'a=1, b=2', null, null, null],
  )
  assert.deepEqual([response.status, response.redirected], [429, false])
  assert.equal(await readText(response), '{"state":0}')
})

test('text() reads the whole body, decoded', async () => {
  assert.equal(await toResponse(answerOf()).text(), '{"state":0}')
  const headers = { 'content-encoding': 'gzip' }
  assert.equal(await toResponse(answerOf({ headers }, gzipSync('{"state":1}'))).text(), '{"state":1}')
})

for (const encoding of ['identity', '', ' , ', 'Identity, ']) {
  test(`a body in the encoding '${encoding}' is handed on as it is`, async () => {
    const answer = answerOf({ headers: { 'content-encoding': encoding } })
    assert.equal(toResponse(answer).body, answer.body)
  })
}

for (const encoding of ['GZIP', ' gzip ', 'identity, gzip', ['identity', 'gzip']]) {
  test(`a body in the encoding '${encoding}' is unpacked`, async () => {
    const response = toResponse(answerOf({ headers: { 'content-encoding': encoding } }, gzipSync('{"state":1}')))
    assert.equal(await readText(response), '{"state":1}')
  })
}

for (const encoding of ['zstd', 'gzip, zstd', 'constructor', Array(6).fill('gzip').join()]) {
  test(`a body in the encoding '${encoding}' is refused and let go`, () => {
    const answer = answerOf({ headers: { 'content-encoding': encoding } })
    const error = thrown('response', () => toResponse(answer))
    assert.match(error.message, /content-encoding/)
    assert.deepEqual(
      [error.status, error.outcome, error.retryable, error.attempts, error.text],
      [200, 'unknown', false, 1, ''],
    )
    assert.ok(answer.body.destroyed)
  })
}

test('a redirect that an interceptor of the caller followed is told of', () => {
  const context = (...history: unknown[]) => toResponse(answerOf({ context: { history } })).redirected
  assert.equal(context(new URL('http://127.0.0.1/a')), false)
  assert.equal(context(new URL('http://127.0.0.1/a'), new URL('http://127.0.0.1/b')), true)
  assert.equal(toResponse(answerOf({ context: { history: 'none' } })).redirected, false)
})

test('a body that fails while nobody reads it ends nothing else', async () => {
  const answer = answerOf()
  const response = toResponse(answer)
  answer.body.destroy(new Error('reset'))
  await new Promise(setImmediate)
  await assert.rejects(readText(response), /reset/)
})
