import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRequestBody } from '../../../src/webhooks/handler/read-request-body.ts'
import { isReply } from '../../../src/webhooks/handler/reply.ts'
import { webhookError } from '../../../src/webhooks/webhook-error.ts'
import { bare, hook, settled } from '../../support/webhook-handler.ts'

const limits = { maxBodyBytes: 20, bodyTimeoutMs: 10_000 }
const bytes = (text: string) => new TextEncoder().encode(text)

/** A body in pieces, which are made when they are asked for. */
function pieces(list: readonly (string | Uint8Array | Error)[]) {
  const seen = { pulled: 0, cancelled: false }
  const pull = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const piece = list[seen.pulled]
    seen.pulled += 1
    if (piece === undefined) controller.close()
    else if (piece instanceof Error) controller.error(piece)
    else controller.enqueue(typeof piece === 'string' ? bytes(piece) : piece)
  }
  const cancel = () => {
    seen.cancelled = true
  }
  return { seen, stream: new ReadableStream<Uint8Array>({ pull, cancel }, { highWaterMark: 0 }) }
}

async function refused(request: unknown) {
  const read = await readRequestBody(request as Request, limits)
  return isReply(read) ? read : assert.fail('it was read')
}

for (const [name, body, text] of [
  ['a text', 'hello', 'hello'],
  ['bytes', bytes('hello'), 'hello'],
  ['exactly the limit', 'x'.repeat(20), 'x'.repeat(20)],
  ['the limit in letters of several bytes', '漢字漢字漢字..', '漢字漢字漢字..'],
  ['nothing', '', ''],
  ['a byte order mark', '\ufeff{}', '\ufeff{}'],
] as const) {
  test(`reads ${name} as it came`, async () => {
    assert.deepEqual(await readRequestBody(hook(body), limits), text)
  })
}

test('reads a request without a body as nothing', async () => {
  assert.deepEqual(await readRequestBody(bare('POST'), limits), '')
})

test('puts pieces together, also where one ends within a letter', async () => {
  const [emoji, last] = [bytes('🎉'), bytes('é')]
  const { stream } = pieces(['a', emoji.slice(0, 1), new Uint8Array(), emoji.slice(1, 3), emoji.slice(3), last, 'z'])
  assert.deepEqual(await readRequestBody(hook(stream), limits), 'a🎉éz')
})

test('refuses one byte too many, and stops reading within that piece', async () => {
  const { stream, seen } = pieces(['x'.repeat(20), 'x', 'x'.repeat(1000), 'x'.repeat(1000)])
  const { code, text } = await refused(hook(stream))
  assert.deepEqual([code, text, seen.pulled, seen.cancelled], [413, 'too_large', 2, true])
})

test('counts bytes, not letters', async () => {
  assert.equal((await refused(hook('漢字漢字漢字字'))).code, 413)
  assert.equal((await refused({ text: async () => '漢字漢字漢字字' })).code, 413)
})

test('believes no content-length, in neither direction', async () => {
  assert.deepEqual(await readRequestBody(hook('hello', { 'content-length': '999999999' }), limits), 'hello')
  const { stream, seen } = pieces(['x'.repeat(21), 'x'])
  assert.equal((await refused(hook(stream, { 'content-length': '5' }))).code, 413)
  assert.equal(seen.pulled, 1)
})

for (const [name, list] of [
  ['bytes that are no UTF-8', [Uint8Array.of(0x7b, 0xff, 0x7d)]],
  ['half of a surrogate pair', [Uint8Array.of(0xed, 0xa0, 0x80)]],
  ['a letter that is cut off at the end', ['hello', bytes('🎉').slice(0, 3)]],
  ['a body that is cut off by the sender', ['hello', new Error('The client went away.')]],
  ['a body that fails at once', [new TypeError('terminated')]],
] as const) {
  test(`answers ${name} with 400`, async () => {
    const { code, text } = await refused(hook(pieces(list).stream))
    assert.deepEqual([code, text], [400, 'the body could not be read'])
  })
}

test('passes on the fix that an adapter names', async () => {
  const { code, text } = await refused(hook(pieces([webhookError('not_raw', 'Mount it first.')]).stream))
  assert.deepEqual([code, text], [500, 'Mount it first.'])
})

test('names the fix for a body that somebody has read', async () => {
  const request = hook('hello')
  await request.text()
  const { code, text } = await refused(request)
  assert.equal(code, 500)
  assert.match(text, /has been read\. .*unread.*request\.clone\(\)/)
})

test('names the fix for a body that somebody holds', async () => {
  const request = hook('hello')
  request.body?.getReader()
  const { code, text, detail } = await refused(request)
  assert.equal(code, 500)
  assert.match(text, /request\.clone\(\)/)
  assert.equal(detail, text)
})

test('reads a clone of what somebody else reads', async () => {
  const request = hook('hello')
  const clone = request.clone()
  await request.text()
  assert.deepEqual(await readRequestBody(clone, limits), 'hello')
})

test('reads a fake that has only text()', async () => {
  assert.deepEqual(await readRequestBody({ text: async () => 'x'.repeat(20) } as Request, limits), 'x'.repeat(20))
  assert.equal((await refused({ text: async () => 'x'.repeat(21) })).code, 413)
  assert.equal((await refused({ text: () => Promise.reject(new Error('gone')) })).code, 400)
})

const forged = { result: 'handled', code: 200, text: 'ok', event: { type: 'payment', status: 'paid' } }

for (const parsed of [forged, { code: 99 }, {}, [], null, undefined, 7, new String('{}')]) {
  test(`names the fix for a fake whose text() resolves with ${JSON.stringify(parsed)}, and never takes it for a reply`, async () => {
    const { result, code, text, event } = await refused({ text: async () => parsed })
    assert.deepEqual([result, code, event], ['failed', 500, undefined])
    assert.match(text, /^The body has been parsed\. Pass the raw body/)
  })
}

test('reads on after a piece of a fake that holds nothing', async () => {
  const results = [{ done: false }, { done: false, value: bytes('hello') }, { done: true }]
  const getReader = () => ({ read: async () => results.shift(), cancel: async () => {} })
  assert.deepEqual(await readRequestBody({ body: { getReader } } as unknown as Request, limits), 'hello')
})

test('takes a fake whose text() throws at once for one that cannot be read', async () => {
  const fail = () => {
    throw new Error('at once')
  }
  assert.equal((await refused({ text: fail })).code, 400)
})

test('gives a slow body up in time, and hangs up', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  let isCancelled = false
  const cancel = () => {
    isCancelled = true
  }
  const stream = new ReadableStream({ start: (controller) => controller.enqueue(bytes('{')), cancel })
  const reading = refused(hook(stream))
  await settled()
  t.mock.timers.tick(9_999)
  await settled()
  assert.equal(isCancelled, false)
  t.mock.timers.tick(1)
  const { code, text } = await reading
  assert.deepEqual([code, text, isCancelled], [400, 'the body did not arrive in time', true])
})

test('gives a fake that never answers up in time', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const reading = refused({ text: () => new Promise(() => {}) })
  t.mock.timers.tick(10_000)
  assert.equal((await reading).code, 400)
})

test('is not disturbed by a body that fails when it is given up', async () => {
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(new Uint8Array(21)),
    cancel: () => Promise.reject(new Error('cannot be cancelled')),
  })
  assert.equal((await refused(hook(stream))).code, 413)
  await settled()
})

test('leaves no timer behind', async (t) => {
  const set = t.mock.method(globalThis, 'setTimeout')
  const cleared = t.mock.method(globalThis, 'clearTimeout')
  await readRequestBody(hook('hello'), limits)
  await refused(hook(pieces([new Error('gone')]).stream))
  const own = set.mock.calls.filter(({ arguments: [, ms] }) => ms === limits.bodyTimeoutMs).map(({ result }) => result)
  const ended = cleared.mock.calls.map(({ arguments: [timer] }) => timer)
  assert.equal(own.length, 2)
  for (const timer of own) assert.ok(ended.includes(timer))
})
