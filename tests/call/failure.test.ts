import assert from 'node:assert/strict'
import { test } from 'node:test'
import { neverLeft } from '../../src/call/failure.ts'
import type { Fetch, Middleware } from '../../src/call/types.ts'
import { createError } from '../../src/errors/create-error.ts'
import { copyCause } from '../../src/errors/redact.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { invoice } from '../fixtures/payments.ts'
import { payout } from '../fixtures/payouts.ts'
import { createStillCaller } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { never } from '../support/still-calls.ts'

const failing =
  (reason: unknown): Fetch =>
  () =>
    Promise.reject(reason)

const send = (reason: unknown) => rejected('network', createStillCaller(failing(reason)).call(createPayout, payout))

test('an error of the transport is a network error that nobody knows the outcome of', async () => {
  const error = await send(new Error(`reset, said ${credentials.apiKey}`))
  assert.deepEqual([error.kind, error.outcome, error.retryable, error.attempts], ['network', 'unknown', false, 1])
  assert.match(error.message, /got no complete answer: reset, said \[redacted\]\.$/)
})

test('an error of the transport without words is called by its code, or else by its name', async () => {
  const refused = Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' })
  assert.match((await send(refused)).message, /got no complete answer: AggregateError \(ECONNREFUSED\)\.$/)
  assert.match((await send(new AggregateError([]))).message, /got no complete answer: AggregateError\.$/)
})

const inner = (code: string) => Object.assign(new Error('getaddrinfo'), { code })
const wordy: readonly (readonly [what: string, reason: unknown, words: string])[] = [
  [
    'the code below "fetch failed"',
    new TypeError('fetch failed', { cause: inner('ENOTFOUND') }),
    'fetch failed (ENOTFOUND)',
  ],
  [
    'the innermost of several codes',
    Object.assign(new Error('outer', { cause: new TypeError('fetch failed', { cause: inner('EAI_AGAIN') }) }), {
      code: 'OUTER',
    }),
    'outer (EAI_AGAIN)',
  ],
  [
    'a code that the message already has once',
    Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }),
    'connect ECONNREFUSED',
  ],
  ['a code that is a number', Object.assign(new Error('exit'), { code: 7 }), 'exit (7)'],
  ['no code where there is none', new TypeError('fetch failed', { cause: new Error('x') }), 'fetch failed'],
  [
    'the code of an AggregateError, as Node makes them',
    new TypeError('fetch failed', {
      cause: Object.assign(new AggregateError([inner('ECONNREFUSED')]), { code: 'ECONNREFUSED' }),
    }),
    'fetch failed (ECONNREFUSED)',
  ],
]

for (const [what, reason, words] of wordy) {
  test(`the message of a network error names ${what}`, async () => {
    assert.equal((await send(reason)).message, `payouts.create got no complete answer: ${words}.`)
  })
}

test('what repeats may be sent again after any error', async () => {
  const { call, pass } = createStillCaller(failing(new Error('reset')))
  assert.equal((await rejected('network', pass(call(createPayment, invoice)))).retryable, true)
  assert.equal((await rejected('network', pass(call(getPayment, { uuid: 'u' })))).retryable, true)
})

test('a connection that never opened sent nothing', async () => {
  const error = await send(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }))
  assert.deepEqual([error.outcome, error.retryable], ['not_sent', true])
})

test('the end of our own time is a timeout', async () => {
  const { call, pass } = createStillCaller(never, { timeoutMs: 50 })
  const error = await rejected('timeout', pass(call(createPayout, payout)))
  assert.deepEqual([error.kind, error.outcome, error.cause], ['timeout', 'unknown', undefined])
  assert.match(error.message, /within 50 ms/)
})

test('a timeout before anything was sent sent nothing', async () => {
  const { call, pass } = createStillCaller(never, { timeoutMs: 50, middleware: [() => never] })
  const error = await rejected('timeout', pass(call(createPayout, payout)))
  assert.deepEqual([error.kind, error.outcome, error.attempts, error.retryable], ['timeout', 'not_sent', 0, true])
})

test('an aborted write cannot know what became of it', async () => {
  const controller = new AbortController()
  const fetch = () => {
    controller.abort(new Error(`closing ${credentials.apiKey}`))
    return never()
  }
  const { call } = createStillCaller(fetch)
  const error = await rejected('aborted', call(createPayout, payout, { signal: controller.signal }))
  assert.deepEqual([error.kind, error.outcome], ['aborted', 'unknown'])
  assert.equal((error.cause as Error).message, 'closing [redacted]')
  assertHidden(error, credentials)
})

test('before anything was sent, and for what only reads, the reason of the caller is handed on', async () => {
  const reason = new Error('closing')
  const { call } = createStillCaller(never)
  const before = call(createPayout, payout, { signal: AbortSignal.abort(reason) })
  await assert.rejects(before, (error) => error === reason)
  const controller = new AbortController()
  const reading = createStillCaller(() => {
    controller.abort(reason)
    return never()
  }).call(getBalance, {}, { signal: controller.signal })
  await assert.rejects(reading, (error) => error === reason)
})

test('an aborted write whose only attempt is known to have been refused was not carried out', async () => {
  const controller = new AbortController()
  const late: Middleware = (next) => async (request) => {
    await next(request)
    controller.abort(new Error('enough'))
    return never()
  }
  const refusal = answer(422, { state: 1, message: 'no' })
  const { call } = createStillCaller(async () => refusal, { middleware: [late] })
  const error = await rejected('aborted', call(createPayout, payout, { signal: controller.signal }))
  assert.deepEqual([error.outcome, error.attempts], ['rejected', 1])
})

// Codes

const proves = (thrown: unknown) => neverLeft(copyCause(thrown, []) as Parameters<typeof neverLeft>[0])

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
  [
    'refusal by every address',
    Object.assign(new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]), { code: 'ECONNREFUSED' }),
  ],
]

for (const [what, error] of notSent) {
  test(`${what} proves that nothing left, however deep it is`, () => {
    assert.ok(proves(error))
    assert.ok(proves(fetchFailed(error)))
    assert.ok(proves(new Error('outer', { cause: fetchFailed(error) })))
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
  ['a server that speaks no TLS, or stopped to in the middle', coded('ERR_SSL_WRONG_VERSION_NUMBER')],
  ['a TLS record that cannot be decrypted', coded('ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC')],
  ['a TLS connection that ended in the middle', coded('ERR_SSL_UNEXPECTED_EOF_WHILE_READING')],
  ['a certificate that a server asks for in the middle', coded('ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED')],
  ['a packet that is longer than TLS allows', coded('ERR_SSL_PACKET_LENGTH_TOO_LONG')],
  ['a protocol that is not spoken', coded('EPROTO', { syscall: 'write' })],
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
    assert.ok(!proves(error))
    assert.ok(!proves(fetchFailed(error)))
  })
}

test('a code that proves nothing is unknown to the caller too, also for what was answered in plain text', async () => {
  for (const code of ['ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', 'EPROTO']) {
    for (const reason of [coded(code), fetchFailed(coded(code))]) {
      const error = await send(reason)
      assert.deepEqual([error.outcome, error.retryable], ['unknown', false])
    }
  }
})

test('a proof that comes after the response had begun is none', async () => {
  const refused = coded('ECONNREFUSED')
  const stream = new ReadableStream({ pull: (controller) => controller.error(refused) })
  for (const response of [
    { status: 200, body: stream, text: async () => '' },
    { status: 200, text: () => Promise.reject(refused) },
  ]) {
    const { call } = createStillCaller(async () => response)
    assert.equal((await rejected('network', call(createPayout, payout))).outcome, 'unknown')
  }
})

test('errors that cause each other are looked through only so far', () => {
  const a = new Error('a')
  const b = new Error('b', { cause: a })
  Object.assign(a, { cause: b })
  assert.ok(!proves(a))
})

test('a cause that lies too deep proves nothing', () => {
  let error: unknown = coded('ECONNREFUSED')
  for (let depth = 0; depth < 6; depth++) error = fetchFailed(error)
  assert.ok(!proves(error))
})

test('an error of this package proves nothing about a transport, and neither does what it caused', () => {
  const other = createError('network', 'of another call', {
    cause: coded('ENOTFOUND'),
    outcome: 'not_sent',
    attempts: 1,
  })
  for (const error of [other, fetchFailed(other), new Error('outer', { cause: fetchFailed(other) })]) {
    assert.ok(!proves(error))
  }
})

const toRedis = (code: string) =>
  Object.assign(new Error(`connect ${code} 10.0.0.5:6379`), {
    code,
    syscall: 'connect',
    address: '10.0.0.5',
    port: 6379,
  })

for (const [what, thrown, url, expected] of [
  ['another port', toRedis('ECONNREFUSED'), 'https://api.cryptomus.com/v1/payout', false],
  [
    'another port, as a cause',
    new TypeError('fetch failed', { cause: toRedis('ECONNREFUSED') }),
    'https://a.example/',
    false,
  ],
  ['another port of several', new AggregateError([toRedis('ECONNREFUSED')]), 'https://a.example/', false],
  ['another host', Object.assign(new Error('x'), { code: 'ENOTFOUND', hostname: 'db' }), 'https://a.example/', false],
  [
    'its own host',
    Object.assign(new Error('x'), { code: 'ENOTFOUND', hostname: 'a.example' }),
    'https://a.example/',
    true,
  ],
  ['its own port', Object.assign(toRedis('ECONNREFUSED'), { port: 443 }), 'https://a.example/', true],
  ['its own port by number', toRedis('ECONNREFUSED'), 'http://127.0.0.1:6379/v1', true],
  ['no port at all', Object.assign(new Error('x'), { code: 'ECONNREFUSED' }), 'https://a.example/', true],
] as const) {
  test(`an error of a wrapped fetch that names ${what} ${expected ? 'proves' : 'does not prove'} that nothing left`, () => {
    assert.equal(neverLeft(copyCause(thrown, []) as Parameters<typeof neverLeft>[0], url), expected)
  })
}

test('a payout is not taken for unsent when the database of a wrapped fetch is down after it', async () => {
  const error = await send(toRedis('ECONNREFUSED'))
  assert.deepEqual([error.outcome, error.retryable], ['unknown', false])
})
