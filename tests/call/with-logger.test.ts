import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ApiRequest, Middleware, Send } from '../../src/call/types.ts'
import { compose, logRetry, scopeOf, withLogger } from '../../src/call/with-logger.ts'
import { createLog } from '../support/create-log.ts'
import { answerOf, requestOf } from '../support/transport.ts'

const scope = 'cryptomus.payouts.create'

test('scopes are hierarchical', () => {
  assert.equal(scopeOf('payouts.create'), scope)
})

test('says when a call starts and when it ends, and nothing of what was sent', async () => {
  const { logger, lines } = createLog()
  let clock = 0
  const now = () => {
    clock += 250
    return clock
  }
  const answer = answerOf('{"state":1}', { status: 422, attempts: 2 })
  assert.equal(await withLogger(logger, now)(async () => answer)(requestOf()), answer)
  assert.deepEqual(lines, [
    ['info', 'payouts.create starts', { scope }],
    ['info', 'payouts.create ends with an answer', { scope, status: 422, attempts: 2, durationMs: 250 }],
  ])
})

test('what is thrown comes through, and whoever throws it to the caller says so', async () => {
  const { logger, lines } = createLog()
  const error = new Error('no')
  await assert.rejects(withLogger(logger)(async () => Promise.reject(error))(requestOf()), (thrown) => thrown === error)
  assert.deepEqual(
    lines.map(([level, message]) => [level, message]),
    [
      ['info', 'payouts.create starts'],
      ['info', 'payouts.create ends without an answer'],
    ],
  )
})

test('says when something is sent again, why, and after how long', () => {
  const { logger, lines } = createLog()
  logRetry(logger)({ operation: 'payouts.get', attempt: 1, delayMs: 120, status: 503 })
  const fields = { scope: 'cryptomus.payouts.get', attempt: 1, delayMs: 120, status: 503 }
  assert.deepEqual(lines, [['debug', 'payouts.get is sent again', fields]])
})

test('a logger that throws disturbs nothing, and one that needs itself is called as it is', async () => {
  const broken = {
    info: () => {
      throw new Error('disk full')
    },
    debug: async () => Promise.reject(new Error('disk full')),
  }
  const answer = answerOf('{}')
  assert.equal(await withLogger(broken)(async () => answer)(requestOf()), answer)
  logRetry(broken)({ operation: 'payouts.get', attempt: 1, delayMs: 1 })
  const counting = {
    calls: 0,
    info() {
      this.calls += 1
    },
  }
  await withLogger(counting)(async () => answer)(requestOf())
  assert.equal(counting.calls, 2)
})

const trace: string[] = []
const named =
  (name: string): Middleware =>
  (next) =>
  async (request) => {
    trace.push(`${name} in`)
    const answer = await next(request)
    trace.push(`${name} out`)
    return answer
  }

test('the first middleware is the outermost', async () => {
  trace.length = 0
  const send: Send = async () => {
    trace.push('sent')
    return answerOf('{}')
  }
  await compose(named('a'), named('b'), named('c'))(send)(requestOf())
  assert.deepEqual(trace, ['a in', 'b in', 'c in', 'sent', 'c out', 'b out', 'a out'])
})

test('nothing composed is the send itself', () => {
  const send: Send = async () => answerOf('{}')
  assert.equal(compose()(send), send)
})

test('what a middleware changes of the request reaches the next one', async () => {
  const seen: (string | undefined)[] = []
  const rewrite: Middleware = (next) => (request) => next({ ...request, body: '{"b":2}' })
  const send: Send = async ({ body }: ApiRequest) => {
    seen.push(body)
    return answerOf('{}')
  }
  await compose(rewrite)(send)(requestOf({ body: '{"a":1}' }))
  assert.deepEqual(seen, ['{"b":2}'])
})
