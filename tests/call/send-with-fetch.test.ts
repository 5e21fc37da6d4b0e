import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import { cancelBody, type HeadersOf, sendWithFetch } from '../../src/call/send-with-fetch.ts'
import type { ApiRequest, Fetch, ResponseLike } from '../../src/call/types.ts'
import { type SetTimer, withDeadline } from '../../src/call/with-deadline.ts'
import { createError } from '../../src/errors/create-error.ts'
import type { Outcome } from '../../src/errors/types.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { requestOf } from '../support/transport.ts'

const sign = 'd41d8cd98f00b204e9800998ecf8427e'
const merchant = '0b7c2f1e-5a8d-4c3b-9e6f-1a2b3c4d5e6f'
const headers = { merchant, sign, 'content-type': 'application/json' }
const headersOf: HeadersOf = () => headers

const send = (fetch: unknown, fields: Partial<ApiRequest> = {}, makeHeaders = headersOf) =>
  sendWithFetch(fetch as Fetch, makeHeaders)(requestOf(fields))

const reading = requestOf({ operation: getPayment, repeats: true })

// Redirects

const redirects: readonly (readonly [string, Partial<ResponseLike>])[] = [
  ...[300, 301, 302, 303, 304, 307, 308, 399].map((status) => [`status ${status}`, { status }] as const),
  ['status 0', { status: 0 }],
  ['an opaque redirect', { status: 0, type: 'opaqueredirect' }],
  ['the type opaqueredirect alone', { status: 200, type: 'opaqueredirect' }],
  ['a redirect that was followed', { status: 200, redirected: true }],
]

test('fetch is called with the URL, the method, the headers, the body and no following of redirects', async () => {
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  const { signal } = new AbortController()
  await send(fetch, { signal })
  const { url, method, body } = requestOf()
  assert.deepEqual(sent, [{ url, method, headers, body, redirect: 'manual', signal }])
})

test('what there is not is left out of the call, rather than undefined', async () => {
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  await send(fetch, { method: 'GET', body: undefined })
  assert.deepEqual(Object.keys(sent[0] ?? {}).sort(), ['headers', 'method', 'redirect', 'url'])
})

test('fetch gets a copy of the headers, which it may change', async () => {
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  await send(fetch)
  assert.notEqual(sent[0]?.headers, headers)
})

test('headers may take their time', async () => {
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  await send(fetch, {}, async () => headers)
  assert.deepEqual(sent[0]?.headers, headers)
})

test('the answer has its status, headers and whole text, and counts one attempt', async () => {
  const { fetch } = fakeFetch(answer(422, '{"state":1}', { 'retry-after': '5' }))
  const { status, headers: got, text, attempts, earlier } = await send(fetch)
  assert.deepEqual([status, got.get('Retry-After'), text, attempts, earlier], [422, '5', '{"state":1}', 1, 'not_sent'])
})

for (const odd of [undefined, null, {}, new Map()]) {
  test(`a fake whose headers are ${JSON.stringify(odd)} has none`, async () => {
    const got = await send(async () => ({ status: 200, headers: odd, text: async () => '{}' }))
    assert.ok(!got.headers.get('retry-after'))
  })
}

test('the text of an answer is handed on as it came, and can be cleared of what was sent', async () => {
  const body = '{"amount":"7"}'
  const echoed = `{"you sent":"${sign}","for":"${merchant}","body":${body}}`
  const { text, redact } = await send(fakeFetch(answer(200, echoed)).fetch, { body })
  assert.equal(text, echoed)
  assert.equal(redact?.(text), '{"you sent":"[redacted]","for":"[redacted]","body":[redacted]}')
})

for (const [what, fields] of redirects) {
  test(`${what} is refused, and its body cancelled`, async () => {
    let cancelled = 0
    const body = new ReadableStream({ cancel: () => void cancelled++ })
    const fetch = async () => ({ status: 0, text: async () => '{"state":0}', body, ...fields })
    const error = await rejected('response', send(fetch))
    assert.match(error.message, /payouts\.create got a redirect, which is never followed/)
    assert.deepEqual(
      [error.status, error.outcome, error.retryable, error.attempts, error.text],
      [fields.status, 'unknown', false, 1, ''],
    )
    assert.equal(cancelled, 1)
  })
}

// Size

test('a body over the limit is refused and let go', async () => {
  const chunk = new Uint8Array(600_000)
  let cancelled = 0
  const stream = new ReadableStream({ pull: (controller) => controller.enqueue(chunk), cancel: () => void cancelled++ })
  const node = Readable.from(Array(9).fill(chunk))
  const bodies = [{ body: stream }, { body: node }, { text: async () => 'a'.repeat(1_048_577) }]
  for (const fields of bodies) {
    const error = await rejected(
      'response',
      send(async () => ({ status: 200, text: async () => '', ...fields })),
    )
    assert.match(error.message, /payouts\.create got an answer larger than 1 MiB/)
    assert.deepEqual([error.status, error.outcome, error.retryable], [200, 'unknown', false])
  }
  assert.equal(cancelled, 1)
  assert.ok(node.destroyed)
})

// What is no fetch

const noResponses: readonly unknown[] = [
  undefined,
  null,
  7,
  'ok',
  {},
  { status: '200', text: () => '' },
  { status: 200 },
]

for (const response of noResponses) {
  test(`a fetch that resolves with ${JSON.stringify(response)} is a config error, and the outcome unknown`, async () => {
    for (const fetch of [async () => response, () => response]) {
      const error = await rejected('config', send(fetch))
      assert.equal(error.option, 'fetch')
      assert.deepEqual([error.outcome, error.attempts, error.retryable], ['unknown', 1, false])
    }
  })
}

test('a fetch that throws at once is a network error, and the outcome unknown', async () => {
  const error = await rejected(
    'network',
    send(() => {
      throw new TypeError('no such host function')
    }),
  )
  assert.match(error.message, /payouts\.create got no complete answer: no such host function/)
  assert.deepEqual([error.outcome, error.attempts, error.retryable], ['unknown', 1, false])
})

test('a fetch that rejects with something that is no error is a network error', async () => {
  for (const reason of ['offline', undefined, null, 7]) {
    const error = await rejected(
      'network',
      send(() => Promise.reject(reason)),
    )
    assert.match(error.message, new RegExp(`: ${reason}\\.$`))
    assert.equal(error.outcome, 'unknown')
  }
})

test('a body whose text is nothing is an error of ours', async () => {
  const fetch = async () => ({ status: 200, text: async () => undefined })
  assert.equal((await rejected('network', send(fetch))).outcome, 'unknown')
})

// Connections

const coded = (code: string) => Object.assign(new Error(`it was ${code}`), { code })
const failures: readonly (readonly [unknown, Outcome])[] = [
  [coded('ENOTFOUND'), 'not_sent'],
  [coded('ECONNREFUSED'), 'not_sent'],
  [new AggregateError([coded('ECONNREFUSED'), coded('ECONNREFUSED')]), 'not_sent'],
  [coded('UND_ERR_CONNECT_TIMEOUT'), 'not_sent'],
  [coded('CERT_HAS_EXPIRED'), 'not_sent'],
  [coded('ECONNRESET'), 'unknown'],
  [coded('EPIPE'), 'unknown'],
  [coded('UND_ERR_SOCKET'), 'unknown'],
]

for (const [cause, outcome] of failures) {
  const { message, code = 'AggregateError' } = cause as Error & { code?: string }
  test(`after ${code} the outcome is ${outcome}, and a write is retryable only when it was not sent`, async () => {
    const fetch = async () => Promise.reject(new TypeError('fetch failed', { cause }))
    const write = await rejected('network', send(fetch))
    const read = await rejected('network', send(fetch, reading))
    assert.deepEqual([write.outcome, write.retryable, write.attempts], [outcome, outcome === 'not_sent', 1])
    assert.deepEqual([read.outcome, read.retryable], [outcome, true])
    assert.equal(((write.cause as Error).cause as Error).message, message)
  })
}

test('a body that ends early leaves the outcome unknown', async () => {
  const body = new ReadableStream({ pull: (controller) => controller.error(new TypeError('terminated')) })
  const error = await rejected(
    'network',
    send(async () => ({ status: 200, body, text: async () => '' })),
  )
  assert.deepEqual([error.outcome, error.retryable, (error.cause as Error).message], ['unknown', false, 'terminated'])
})

test('the cause is a copy that holds no header, no body and nothing else of the request', async () => {
  const body = '{"address":"TXsecretAddress","order_id":"payout-1"}'
  const echo = (init: unknown) =>
    Object.assign(new Error(`could not send ${JSON.stringify(init)} ${body} for ${merchant}`), {
      code: 'ECONNRESET',
      request: init,
      headers,
      cause: new Error(`signed with ${sign}`, { cause: `${sign}` }),
    })
  const error = await rejected(
    'network',
    send(async (_: string, init: unknown) => Promise.reject(echo(init)), { body }),
  )
  assertHidden(error, { sign, merchant, address: 'TXsecretAddress' })
  assert.equal((error.cause as { code?: string }).code, 'ECONNRESET')
})

// Deadline and abort

/** A deadline that is over when `end` is called. */
function withEnd(fetch: unknown, fields: Partial<ApiRequest> = {}, makeHeaders = headersOf) {
  let end = () => {}
  const timer: SetTimer = (run) => {
    end = run
    return () => {}
  }
  const sending = withDeadline(250, timer)(sendWithFetch(fetch as Fetch, makeHeaders))(requestOf(fields))
  return { sending, end: () => end() }
}

const turn = () => new Promise(setImmediate)
const never = () => new Promise<never>(() => {})

const stalls: readonly (readonly [string, unknown])[] = [
  ['a fetch that never answers', never],
  [
    'a fetch that rejects when it is aborted',
    (_: string, { signal }: { signal: AbortSignal }) =>
      new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('AbortError')))),
  ],
  ['a body that never ends', async () => ({ status: 200, body: new ReadableStream(), text: never })],
  ['a text() that never settles', async () => ({ status: 200, text: never })],
  [
    'a body that drips and never ends',
    async () => ({
      status: 200,
      body: new ReadableStream({ start: (c) => c.enqueue(Uint8Array.of(123)) }),
      text: never,
    }),
  ],
]

for (const [what, fetch] of stalls) {
  test(`the deadline ends ${what}`, async () => {
    const { sending, end } = withEnd(fetch)
    const failed = rejected('timeout', sending)
    await turn()
    end()
    const error = await failed
    assert.match(error.message, /payouts\.create got no complete answer within 250 ms/)
    assert.deepEqual([error.outcome, error.retryable, error.attempts, error.cause], ['unknown', false, 1, undefined])
  })

  test(`an abort by the caller ends ${what}: a write cannot know, a reading operation gives the reason`, async () => {
    for (const [fields, kind] of [
      [{}, 'aborted'],
      [reading, undefined],
    ] as const) {
      const controller = new AbortController()
      const reason = new Error('changed my mind')
      const { sending } = withEnd(fetch, { ...fields, signal: controller.signal })
      const failed = sending.then(
        () => assert.fail('it was aborted'),
        (error: unknown) => error,
      )
      await turn()
      controller.abort(reason)
      const error = await failed
      if (kind === undefined) assert.equal(error, reason)
      else {
        const { message, outcome, retryable, attempts, cause } = await rejected(kind, Promise.reject(error))
        assert.match(message, /payouts\.create was aborted in flight/)
        assert.deepEqual(
          [outcome, retryable, attempts, (cause as Error).message],
          ['unknown', false, 1, reason.message],
        )
      }
    }
  })
}

test('a timeout of an operation that may be sent twice is retryable', async () => {
  const { sending, end } = withEnd(never, reading)
  const failed = rejected('timeout', sending)
  await turn()
  end()
  assert.ok((await failed).retryable)
})

test('an aborted write that may be sent twice is retryable', async () => {
  const controller = new AbortController()
  const fields = { operation: createPayment, repeats: true, signal: controller.signal }
  const failed = rejected('aborted', withEnd(never, fields).sending)
  await turn()
  controller.abort()
  const error = await failed
  assert.deepEqual([error.retryable, error.outcome, (error.cause as Error).name], [true, 'unknown', 'AbortError'])
})

test('an abort before dispatch gives the reason of the caller, and nothing is sent', async () => {
  const reason = { why: 'too late' }
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  for (const operation of [undefined, reading]) {
    const { sending } = withEnd(fetch, { ...operation, signal: AbortSignal.abort(reason) })
    await assert.rejects(sending, (error) => error === reason)
  }
  assert.equal(sent.length, 0)
})

test('an abort while headers are made gives the reason of the caller, and nothing is sent', async () => {
  const controller = new AbortController()
  const reason = { why: 'too slow' }
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  const { sending } = withEnd(fetch, { signal: controller.signal }, never)
  controller.abort(reason)
  await assert.rejects(sending, (error) => error === reason)
  assert.equal(sent.length, 0)
})

test('a deadline that is over before dispatch says that nothing was sent', async () => {
  const { fetch, sent } = fakeFetch(answer(200, '{}'))
  const { sending, end } = withEnd(fetch, {}, never)
  end()
  const error = await rejected('timeout', sending)
  assert.deepEqual([error.outcome, error.retryable, error.attempts, sent.length], ['not_sent', true, 0, 0])
})

test('an answer that comes too late, from a fetch that ignores the signal, is let go', async () => {
  let cancelled = 0
  const body = new ReadableStream({ cancel: () => void cancelled++ })
  let respond: (response: unknown) => void = () => {}
  const late = new Promise((resolve) => {
    respond = resolve
  })
  const { sending, end } = withEnd(() => late)
  const failed = rejected('timeout', sending)
  await turn()
  end()
  await failed
  respond({ status: 200, body, text: never })
  await turn()
  assert.equal(cancelled, 1)
})

const kinds = ['config', 'validation'] as const
for (const kind of kinds) {
  test(`a ${kind} error from whoever makes the headers comes through as it is`, async () => {
    const error = createError(kind, 'not like this', { option: 'sign', issues: [] } as never)
    const failing: HeadersOf = () => Promise.reject(error)
    assert.equal(await rejected(kind, send(never, {}, failing)), error)
  })
}

const response = (body: unknown) => ({ status: 200, body, text: async () => '' })

test('a web stream is cancelled', () => {
  let cancelled = 0
  cancelBody(response(new ReadableStream({ cancel: () => void cancelled++ })))
  assert.equal(cancelled, 1)
})

test('a stream that someone else reads is left to them, without a complaint', async () => {
  const stream = new ReadableStream()
  stream.getReader()
  cancelBody(response(stream))
  await new Promise(setImmediate)
})

test('a node stream is destroyed', () => {
  const stream = Readable.from(['a'])
  cancelBody(response(stream))
  assert.ok(stream.destroyed)
})

test('a body that answers with nothing when it is cancelled is fine', () => {
  cancelBody(response({ cancel: () => undefined }))
})

for (const body of [undefined, null, 'text', {}, 7]) {
  test(`nothing is done about ${JSON.stringify(body)} as a body`, () => cancelBody(response(body)))
}
