import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { ErrorKind } from '../../src/errors/types.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller } from '../support/clocks.ts'
import { withLoopback } from '../support/loopback.ts'
import { rejected } from '../support/rejected.ts'

// The real global fetch and real sockets; time is over when the server says so.

const good = JSON.stringify({ state: 0, result: payoutSample })
const callerOf = (baseUrl: string) => createStillCaller(globalThis.fetch, { baseUrl, timeoutMs: 250 })

const sendTo = (url: string, params: object = {}) => callerOf(url).call(createPayout, { ...payout, ...params })

/** Sends with a deadline that is over as soon as the server has done its part. */
async function sendUntil(stall: (done: () => void) => RequestListener) {
  let end = () => {}
  return withLoopback(
    stall(() => setImmediate(() => end())),
    (url) => {
      const { call, advance } = callerOf(url)
      end = () => advance(250)
      return call(createPayout, payout)
    },
  )
}

test('the bytes that arrive are the bytes of the body, and what was signed', async () => {
  const chunks: Buffer[] = []
  const memo = '漢字 🎉 \\/ \u2028'
  const result = await withLoopback(
    (request, response) => {
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => response.end(good))
    },
    (url) => sendTo(url, { memo }),
  )
  const hash = (bytes: Buffer) => createHash('md5').update(bytes).digest('hex')
  assert.equal(hash(Buffer.concat(chunks)), hash(Buffer.from(JSON.stringify({ ...payout, memo }))))
  assert.deepEqual(result, payoutSample)
})

for (const status of [301, 302, 303, 307, 308]) {
  test(`a ${status} to another origin is never followed, so no signature gets there`, async () => {
    let reached = 0
    const elsewhere: RequestListener = (_, response) => {
      reached++
      response.end('{"state":0,"result":{}}')
    }
    await withLoopback(elsewhere, (target) =>
      withLoopback(
        (request, response) => {
          request.resume()
          response.writeHead(status, { location: `${target}/v1/payout` }).end('moved')
        },
        async (url) => {
          const error = await rejected('response', sendTo(url))
          assert.deepEqual([error.status, error.outcome], [status, 'unknown'])
        },
      ),
    )
    assert.equal(reached, 0)
  })
}

const failures: readonly (readonly [string, ErrorKind, () => Promise<unknown>])[] = [
  ['headers that never come', 'timeout', () => sendUntil((done) => (request) => void request.resume().on('end', done))],
  [
    'a body that stalls',
    'timeout',
    () =>
      sendUntil((done) => (_, response) => {
        response.writeHead(200)
        response.write('{"state":0,', done)
      }),
  ],
  [
    'a reset before the headers',
    'network',
    () => withLoopback((request) => void request.socket.resetAndDestroy(), sendTo),
  ],
  [
    'a reset in the middle of the body',
    'network',
    () =>
      withLoopback((request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{"state":0,', () => request.socket.resetAndDestroy())
      }, sendTo),
  ],
  [
    'a body that is shorter than announced',
    'network',
    () =>
      withLoopback((request, response) => {
        response.writeHead(200, { 'content-length': '100' })
        response.write('{"state":0,', () => request.socket.end())
      }, sendTo),
  ],
]

for (const [what, kind, run] of failures) {
  test(`after ${what} the outcome of a write is unknown`, async () => {
    const error = await rejected(kind, run())
    assert.deepEqual([error.outcome, error.retryable, error.attempts], ['unknown', false, 1])
  })
}

test('a port that nobody listens on proves that nothing was sent', async () => {
  const url = await withLoopback(
    () => {},
    async (address) => address,
  )
  const error = await rejected('network', sendTo(url))
  assert.deepEqual([error.outcome, error.retryable], ['not_sent', true])
})

test('a small answer that unpacks to a large one is refused', async () => {
  const packed = gzipSync(Buffer.alloc(8_000_000, 'a'))
  const error = await rejected(
    'response',
    withLoopback((_, response) => response.writeHead(200, { 'content-encoding': 'gzip' }).end(packed), sendTo),
  )
  assert.match(error.message, /more than 1 MiB/)
})

test('an answer without a length that is cut short arrives as it is, and its reader judges', async () => {
  const error = await rejected(
    'response',
    withLoopback((request, response) => {
      response.shouldKeepAlive = false
      response.useChunkedEncodingByDefault = false
      response.writeHead(200, { connection: 'close' })
      response.write('{"state":0,', () => request.socket.end())
    }, sendTo),
  )
  assert.deepEqual([error.text, error.outcome], ['{"state":0,', 'unknown'])
})
