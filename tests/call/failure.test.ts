import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeFailure, isDeadlineReason, neverLeft } from '../../src/call/failure.ts'
import type { ApiRequest } from '../../src/call/types.ts'
import type { CryptomusError } from '../../src/errors/types.ts'
import { requestOf } from '../support/transport.ts'

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

test('the end of our own time is told from any reason of a caller', () => {
  assert.ok(isDeadlineReason({ deadlineMs: 5 }))
  for (const reason of [undefined, null, 'deadlineMs', 5, new Error('x'), new DOMException('x', 'TimeoutError')]) {
    assert.ok(!isDeadlineReason(reason))
  }
})

const coded = (code: string, fields: object = {}) => Object.assign(new Error(code), { code, ...fields })
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause })

const notSent: readonly (readonly [string, unknown])[] = [
  ['a name that is not found', coded('ENOTFOUND')],
  ['a name server that does not answer', coded('EAI_AGAIN')],
  ['a refused connection', coded('ECONNREFUSED')],
  ['a connect timeout of undici', coded('UND_ERR_CONNECT_TIMEOUT')],
  ['a pool that was closed before', coded('UND_ERR_CLOSED')],
  ['a proxy that opened no tunnel', coded('ERR_PROXY_TUNNEL')],
  ['a proxy that undici could not connect to', coded('UND_ERR_PRX_CONN')],
  ['a proxy that undici does not trust', coded('UND_ERR_PRX_TLS')],
  ['a connect timeout of the system', coded('ETIMEDOUT', { syscall: 'connect' })],
  ['an unreachable network while connecting', coded('ENETUNREACH', { syscall: 'connect' })],
  ['any failed look-up', coded('ESERVFAIL', { syscall: 'getaddrinfo' })],
  ['a self-signed certificate', coded('DEPTH_ZERO_SELF_SIGNED_CERT')],
  ['a self-signed certificate in the chain', coded('SELF_SIGNED_CERT_IN_CHAIN')],
  ['an expired certificate', coded('CERT_HAS_EXPIRED')],
  ['a certificate that is not valid yet', coded('CERT_NOT_YET_VALID')],
  ['an unverifiable certificate', coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
  ['an unknown issuer', coded('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')],
  ['a certificate of another host', coded('ERR_TLS_CERT_ALTNAME_INVALID')],
  ['a server that speaks no TLS', coded('ERR_SSL_WRONG_VERSION_NUMBER')],
  [
    'refusal by every address',
    Object.assign(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]), { code: 'ECONNREFUSED' }),
  ],
]

for (const [what, error] of notSent) {
  test(`${what} proves that nothing left, however deep it is`, () => {
    assert.ok(neverLeft(error))
    assert.ok(neverLeft(fetchFailed(error)))
    assert.ok(neverLeft(new Error('outer', { cause: fetchFailed(error) })))
  })
}

const unknown: readonly (readonly [string, unknown])[] = [
  ['a reset connection', coded('ECONNRESET', { syscall: 'read' })],
  ['a broken pipe', coded('EPIPE', { syscall: 'write' })],
  ['a timeout of the system on an open connection', coded('ETIMEDOUT', { syscall: 'read' })],
  ['a closed socket', coded('UND_ERR_SOCKET')],
  ['a pool that was destroyed with its requests', coded('UND_ERR_DESTROYED')],
  ['an abort inside of undici', coded('UND_ERR_ABORTED')],
  ['missing headers', coded('UND_ERR_HEADERS_TIMEOUT')],
  ['a body that ended early', new TypeError('terminated', { cause: coded('ECONNRESET') })],
  ['a TLS alert at any time', coded('ERR_SSL_TLSV1_ALERT_INTERNAL_ERROR')],
  ['addresses of which one may have been reached', new AggregateError([coded('ECONNREFUSED'), coded('ECONNRESET')])],
  ['an empty list of errors', new AggregateError([])],
  ['an error without a code', new Error('CERT_HAS_EXPIRED')],
  ['a code that is no text', Object.assign(new Error('x'), { code: 7, syscall: 7 })],
  ['a code that merely begins alike', coded('CERTAINLY')],
  ['a text', 'ECONNREFUSED'],
  ['nothing', undefined],
  ['null', null],
]

for (const [what, error] of unknown) {
  test(`${what} proves nothing`, () => {
    assert.ok(!neverLeft(error))
    assert.ok(!neverLeft(fetchFailed(error)))
  })
}

test('errors that cause each other are looked through only so far', () => {
  const a = new Error('a')
  const b = new Error('b', { cause: a })
  Object.assign(a, { cause: b })
  assert.ok(!neverLeft(a))
})

test('a cause that lies too deep proves nothing', () => {
  let error: unknown = coded('ECONNREFUSED')
  for (let depth = 0; depth < 6; depth++) error = fetchFailed(error)
  assert.ok(!neverLeft(error))
})
