import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeFailure } from '../../src/call/failure.ts'
import type { ApiRequest } from '../../src/call/types.ts'
import type { CryptomusError } from '../../src/errors/types.ts'
import { requestOf } from '../tools/transport.ts'

const describe = (request: ApiRequest, thrown: unknown, dispatched = true) =>
  describeFailure(request, thrown, dispatched, ['secret-key']) as CryptomusError<'network' | 'timeout' | 'aborted'>

function aborted(reason: unknown, fields: Partial<ApiRequest> = {}): ApiRequest {
  const controller = new AbortController()
  controller.abort(reason)
  return requestOf({ ...fields, signal: controller.signal })
}

test('an error of the transport is a network error that nobody knows the outcome of', () => {
  const error = describe(requestOf(), new Error('reset, said secret-key'))
  assert.deepEqual([error.kind, error.outcome, error.retryable, error.attempts], ['network', 'unknown', false, 1])
  assert.match(error.message, /got no complete answer: reset, said \[redacted\]\.$/)
})

test('an error of the transport without words is called by its code, or else by its name', () => {
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
  assert.match(describe(requestOf(), refused).message, /got no complete answer: ECONNREFUSED\.$/)
  assert.match(describe(requestOf(), new AggregateError([])).message, /got no complete answer: AggregateError\.$/)
})

test('what repeats may be sent again after any error', () => {
  assert.equal(describe(requestOf({ repeats: true }), new Error('reset')).retryable, true)
})

test('a connection that never opened sent nothing', () => {
  const error = describe(requestOf(), Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
  assert.deepEqual([error.outcome, error.retryable], ['not_sent', true])
})

test('the end of our own time is a timeout', () => {
  const error = describe(aborted({ deadlineMs: 50 }), new Error('aborted'))
  assert.deepEqual([error.kind, error.outcome, error.cause], ['timeout', 'unknown', undefined])
  assert.match(error.message, /within 50 ms/)
})

test('a timeout before anything was sent sent nothing', () => {
  const error = describe(aborted({ deadlineMs: 50 }), new Error('aborted'), false)
  assert.deepEqual([error.kind, error.outcome, error.attempts, error.retryable], ['timeout', 'not_sent', 0, true])
})

test('an aborted write cannot know what became of it', () => {
  const error = describe(aborted(new Error('closing')), new Error('aborted'))
  assert.deepEqual([error.kind, error.outcome, (error.cause as Error).message], ['aborted', 'unknown', 'closing'])
})

test('before anything was sent, and for what only reads, the reason of the caller is handed on', () => {
  const reason = new Error('closing')
  assert.equal(describe(aborted(reason), new Error('aborted'), false), reason)
  const { operation } = requestOf()
  assert.equal(describe(aborted(reason, { operation: { ...operation, repeatable: 'reads' } }), new Error('x')), reason)
})
