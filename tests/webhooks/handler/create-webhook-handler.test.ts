import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { hmacSha256Hex } from '../../../src/crypto/hmac-sha256.ts'
import { cryptomus, heleket } from '../../../src/gateways/gateways.ts'
import { memoryStore } from '../../../src/stores/memory-store.ts'
import { createWebhookHandler } from '../../../src/webhooks/handler/create-webhook-handler.ts'
import type { DeliveryReport, WebhookHandlerOptions } from '../../../src/webhooks/handler/types.ts'
import { hmacSha256 } from '../../../src/webhooks/hmac-sha256.ts'
import { signWebhook } from '../../../src/webhooks/sign-webhook.ts'
import type { WebhookEvent } from '../../../src/webhooks/types.ts'
import { webhookError } from '../../../src/webhooks/webhook-error.ts'
import { createLog } from '../../support/create-log.ts'
import { callback, fixedInvoice, fixedPayout, openSandbox } from '../../support/sandbox.ts'
import { thrown } from '../../support/thrown.ts'
import {
  apiError,
  bare,
  deliver,
  fakeClock,
  fakeReader,
  fakeStore,
  hook,
  networkError,
  openHandler,
  paymentRecord,
  settled,
} from '../../support/webhook-handler.ts'
import {
  payment,
  paymentKey,
  payout,
  payoutKey,
  signedPayment,
  signedPayout,
  signedWallet,
} from '../../support/webhooks.ts'

type Options = Partial<WebhookHandlerOptions>

const run = () => {}
const fail = () => {
  throw new Error('mine')
}

/** A store in which the payment of the tests has an entry. */
async function holding(entry: object) {
  const { store, real } = fakeStore()
  await real.add(`payment:${payment.uuid}`, JSON.stringify({ v: 1, handled: [], begun: [], owner: 'x', ...entry }))
  return store
}

const done = await holding({ handled: ['paid'] })
const busy = await holding({ until: 2 ** 43 })
const down = fakeStore(() => ({ add: async () => fail() })).store
const failing = (error: Error) => hook(new ReadableStream({ pull: (controller) => controller.error(error) }))
const spent = (request: Request) => {
  void request.text()
  return request
}
const held = (request: Request) => {
  request.body?.getReader()
  return request
}
const isUsedUp = 'The body has been read. Pass the request unread, and read request.clone() yourself.'

const unsigned = JSON.stringify(payment)
const wrongKey = signWebhook(payment, 'another-key-0123456789')
const swapped = signWebhook(payout, paymentKey)
const refund = signWebhook({ ...payment, type: 'refund' }, paymentKey)
const typeless = signWebhook({ uuid: 'u', status: 'paid' }, paymentKey)
const sized = (size: number) => {
  const empty = signWebhook({ ...payment, additional_data: '' }, paymentKey)
  return signWebhook({ ...payment, additional_data: 'x'.repeat(size - empty.length) }, paymentKey)
}
const expected = () => ({ amount: '20', currency: 'USDT' })
const handled = { on: { payment: run, wallet: run, payout: run } }
const mismatched = { on: { 'payment.mismatch': run }, expected }
const confirmed = { ...handled, confirm: fakeReader({ payment: paymentRecord }) }
const notFound = fakeReader({ payment: apiError(422, 'Payment not found') })
const unreadable = fakeReader({ payment: networkError() })
const rules = { allowedIps: ['203.0.113.7'] }

/** What is sent, and what is answered. */
const rows: readonly (readonly [name: string, code: number, text: string, sent: () => Request, options: Options])[] = [
  ['a payment', 200, 'handled', () => hook(signedPayment), handled],
  ['a wallet', 200, 'handled', () => hook(signedWallet), handled],
  ['a payout', 200, 'handled', () => hook(signedPayout), handled],
  ['a payment that is borne out', 200, 'handled', () => hook(signedPayment), confirmed],
  ['a body of exactly the limit', 200, 'handled', () => hook(sized(65_536)), handled],
  ['what was handled before', 200, 'duplicate', () => hook(signedPayment), { ...handled, store: done }],
  ['what nothing handles', 200, 'unhandled', () => hook(signedPayment), {}],
  ['an amount that is handled as wrong', 200, 'mismatch', () => hook(signedPayment), mismatched],
  ['no JSON', 400, 'malformed', () => hook('hello'), {}],
  ['an empty body', 400, 'malformed', () => hook(''), {}],
  ['no body', 400, 'malformed', () => bare('POST'), {}],
  ['a body that was cut short', 400, 'malformed', () => hook(signedPayment.slice(0, -9)), {}],
  ['a name that comes twice', 400, 'duplicate_key', () => hook(signedPayment.replace('{', '{"amount":"1",')), {}],
  ['a type that nobody knows', 200, 'unhandled', () => hook(refund), handled],
  ['a type that nobody knows and somebody handles', 200, 'handled', () => hook(refund), { on: { '*': run } }],
  ['no type', 400, 'unknown_type', () => hook(typeless), {}],
  ['what is no UTF-8', 400, 'the body could not be read', () => hook(Uint8Array.of(0x7b, 0xff, 0x7d)), {}],
  ['a sender that went away', 400, 'the body could not be read', () => failing(new TypeError('terminated')), {}],
  ['no sign', 401, 'sign_missing', () => hook(unsigned), {}],
  ['a wrong sign', 401, 'sign_mismatch', () => hook(wrongKey), {}],
  ['a payout under the payment key', 401, 'sign_mismatch', () => hook(swapped), {}],
  ['what is not borne out', 401, 'unconfirmed', () => hook(signedPayment), { ...handled, confirm: notFound }],
  ['an address that may not', 403, 'this address may not deliver', () => hook(signedPayment), rules],
  ['GET', 405, 'webhooks are sent by POST', () => bare('GET'), {}],
  ['PUT', 405, 'webhooks are sent by POST', () => hook(signedPayment, {}, 'PUT'), {}],
  ['what another worker has', 409, 'busy', () => hook(signedPayment), { ...handled, store: busy, waitMs: 100 }],
  ['a body over the limit', 413, 'too_large', () => hook(sized(65_537)), handled],
  ['a body over a lower limit', 413, 'too_large', () => hook(signedPayment), { maxBodyBytes: 100 }],
  ['one too many', 429, 'rate_limited', () => hook(wrongKey), { rateLimit: () => false }],
  ['a handler that throws', 500, 'failed', () => hook(signedPayment), { on: { payment: fail } }],
  ['another amount', 500, 'mismatch', () => hook(signedPayment), { ...handled, expected }],
  [
    'what an adapter cannot hand over',
    500,
    'Mount it first.',
    () => failing(webhookError('not_raw', 'Mount it first.')),
    {},
  ],
  ['a body that has been read', 500, isUsedUp, () => spent(hook(signedPayment)), {}],
  ['a body that somebody holds', 500, isUsedUp, () => held(hook(signedPayment)), {}],
  [
    'a record that cannot be read',
    503,
    'the record could not be read',
    () => hook(signedPayment),
    { confirm: unreadable },
  ],
  [
    'a store that is down',
    503,
    'the store could not be reached',
    () => hook(signedPayment),
    { ...handled, store: down },
  ],
]

for (const [name, code, text, sent, options] of rows) {
  test(`answers ${name} with ${code} ${text}`, async () => {
    const answer = await deliver(openHandler(options), sent())
    const headers = { 'content-type': 'text/plain;charset=UTF-8', 'cache-control': 'no-store' }
    assert.deepEqual(answer, { status: code, text, headers: code === 405 ? { ...headers, allow: 'POST' } : headers })
  })

  test(`logs and counts ${name} once, and nothing secret`, async () => {
    const { logger, lines } = createLog({ debug: false })
    const records: DeliveryReport[] = []
    const answer = await deliver(
      openHandler({ store: memoryStore(), ...options, logger, onDelivery: (record) => records.push(record) }),
      sent(),
    )
    assert.equal(lines.length, 1)
    assert.equal(lines[0]?.[2].code, code)
    assert.deepEqual(
      records.map(({ result }) => result),
      [lines[0]?.[2].result],
    )
    const seen = inspect([answer, lines, records], { depth: null, showHidden: true, maxStringLength: null })
    const signs = [signedPayment, signedWallet, signedPayout, wrongKey, swapped].map((body) => body.slice(-34, -2))
    for (const secret of [paymentKey, payoutKey, ...signs]) assert.ok(!seen.includes(secret), seen)
  })
}

test('checks its options at once', () => {
  assert.equal(thrown('config', () => openHandler({ apiKey: undefined })).option, 'apiKey')
})

/** What throws, and what is answered all the same. */
const throwing: readonly (readonly [name: string, code: number, options: Options])[] = [
  ['rateLimit', 503, { rateLimit: fail, clientIp: () => '::1' }],
  ['rateLimit, later', 503, { rateLimit: async () => fail(), clientIp: () => '::1' }],
  ['clientIp', 500, { clientIp: fail }],
  ['scheme', 500, { scheme: fail }],
  ['the scheme that it makes', 401, { scheme: () => fail }],
  ['scheme, by making none,', 500, { scheme: () => undefined as never }],
  ['expected', 500, { expected: fail }],
  ['expected, later', 500, { expected: async () => fail() }],
  ['expected, by an answer of null bytes', 500, { expected: () => ({}) as never }],
  ['expected, by a wrong answer', 500, { expected: () => ({ amount: 15 as never, currency: 'USDT' }) }],
  ['the handler', 500, { on: { payment: fail } }],
  ['the handler, later', 500, { on: { payment: async () => fail() } }],
  ['the reader', 503, { confirm: { payments: { get: fail }, payouts: { get: fail } } }],
  ['the store', 503, { store: { get: fail, add: fail, replace: fail } }],
  ['onDelivery', 200, { onDelivery: fail }],
  ['onDelivery, later', 200, { onDelivery: async () => fail() }],
  ['the logger', 200, { logger: { debug: fail, info: fail, warn: fail, error: fail } }],
]
for (const [name, code, options] of throwing) {
  test(`answers ${code} when ${name} throws`, async () => {
    const { logger, lines } = createLog({ debug: false })
    const answer = await deliver(
      openHandler({ on: { payment: run }, store: memoryStore(), logger, ...options }),
      signedPayment,
    )
    assert.equal(answer.status, code)
    assert.ok(!answer.text.includes('mine'))
    if (code === 500) assert.ok(lines[0]?.[2].error instanceof Error)
  })
}

for (const calls of [0, 3]) {
  test(`answers 500 when its clock throws at ${calls === 0 ? 'the start' : 'the end'}`, async () => {
    let asked = 0
    const now = () => (asked++ === calls ? fail() : 7)
    const answer = await deliver(openHandler({ ...handled, now }), signedPayment)
    assert.deepEqual([answer.status, answer.text], [500, 'failed'])
  })
}

test('logs what expected has thrown with the event that it was about', async () => {
  const { logger, lines } = createLog({ debug: false })
  await deliver(openHandler({ ...handled, store: memoryStore(), logger, expected: fail }), signedPayment)
  const { uuid, order_id, detail, error } = lines[0]?.[2] ?? {}
  assert.deepEqual([uuid, order_id, detail], [payment.uuid, payment.order_id, '`expected` failed'])
  assert.match(String(error), /mine/)
})

test('takes null for the context for none', async () => {
  assert.equal((await openHandler(handled)(hook(signedPayment), null as never)).status, 200)
  assert.equal((await openHandler({ ...handled, ...rules })(hook(signedPayment), null as never)).status, 403)
})

for (const nothing of [undefined, 'POST', { method: 'POST' }]) {
  test(`answers 500 when ${JSON.stringify(nothing)} is handed in instead of a request`, async () => {
    assert.equal((await openHandler(handled)(nothing as never)).status, 500)
  })
}

test('answers a fake request that has only what is needed', async () => {
  const fake = { method: 'POST', url: '/', headers: { get: () => null }, text: async () => signedPayment }
  assert.equal((await openHandler(handled)(fake as unknown as Request)).status, 200)
})

test('stops reading a body that is too large within one piece', async () => {
  let pulled = 0
  const pull = (controller: ReadableStreamDefaultController) => {
    pulled += 1
    controller.enqueue(new Uint8Array(16_384))
  }
  const body = new ReadableStream({ pull }, { highWaterMark: 0 })
  const answer = await deliver(openHandler(), hook(body, { 'content-length': '999999999999' }))
  assert.deepEqual([answer.status, pulled], [413, 5])
})

test('reads nothing of what it turns away by its address or its rate', async () => {
  for (const options of [rules, { rateLimit: () => false, clientIp: () => '::1' }]) {
    const body = new ReadableStream({ pull: () => assert.fail('it was read') }, { highWaterMark: 0 })
    const answer = await deliver(openHandler(options), hook(body))
    assert.ok(answer.status === 403 || answer.status === 429)
  }
})

test('answers a body that never ends when its time is over', async (t) => {
  t.mock.timers.enable({ apis: ['setTimeout'] })
  const answering = deliver(openHandler({ bodyTimeoutMs: 500 }), hook(new ReadableStream({})))
  await settled()
  t.mock.timers.tick(500)
  const { status, text } = await answering
  assert.deepEqual([status, text], [400, 'the body did not arrive in time'])
})

test('takes every key of several, while they are rotated', async () => {
  const handle = openHandler({
    ...handled,
    apiKey: ['next-key-0123', paymentKey],
    payoutApiKey: [payoutKey, 'next-payout-0123'],
  })
  const bodies = [
    ...[signedPayment, signedPayout, signWebhook(payment, 'next-key-0123'), signWebhook(payout, 'next-payout-0123')],
    ...[signWebhook(payment, 'next-payout-0123'), signWebhook(payout, 'next-key-0123')],
  ]
  const codes = []
  for (const body of bodies) codes.push((await deliver(handle, body)).status)
  assert.deepEqual(codes, [200, 200, 200, 200, 401, 401])
})

test('takes a signature from a header, where the scheme reads one', async () => {
  const handle = openHandler({ ...handled, scheme: ({ headers }) => hmacSha256(headers.get('x-signature')) })
  const sign = hmacSha256Hex(paymentKey, unsigned)
  assert.equal((await deliver(handle, hook(unsigned, { 'x-signature': sign }))).status, 200)
  assert.equal((await deliver(handle, hook(`${unsigned} `, { 'x-signature': sign }))).status, 401)
  assert.equal((await deliver(handle, hook(unsigned))).status, 401)
  assert.equal((await deliver(handle, signedPayment)).status, 401)
})

test("takes the scheme of a gateway of one's own", async () => {
  const gateway = {
    ...cryptomus,
    id: 'own',
    scheme: (body: string, key: string) => body === unsigned && key === paymentKey,
  }
  assert.equal((await deliver(openHandler({ ...handled, gateway }), unsigned)).status, 200)
  assert.equal((await deliver(openHandler({ ...handled, gateway }), signedPayment)).status, 401)
})

test('serves Heleket, from its address alone', async () => {
  const handle = openHandler({ ...handled, gateway: 'heleket', allowedIps: heleket.webhookIps })
  const codes = []
  for (const remoteAddress of [...heleket.webhookIps, ...cryptomus.webhookIps]) {
    codes.push((await deliver(handle, signedPayment, { remoteAddress })).status)
  }
  assert.deepEqual(codes, [200, 403])
})

for (const gateway of ['cryptomus', 'heleket'] as const) {
  test(`bears out and handles what ${gateway} tells of an invoice, a wallet and a payout`, async () => {
    const { sandbox, client } = openSandbox({ gateway, deliver: (request) => handle(request) })
    const { apiKey, payoutApiKey } = sandbox.clientOptions
    const told: string[] = []
    const tell = ({ type, status }: WebhookEvent) => told.push(`${type} ${status}`)
    const on = { 'payment.paid': tell, wallet: tell, payout: tell }
    const handle = createWebhookHandler({ apiKey, payoutApiKey, confirm: client, gateway, store: memoryStore(), on })
    await sandbox.pay((await client.payments.create(fixedInvoice)).uuid)
    const wallet = { currency: 'USDT', network: 'tron', order_id: 'wallet-1', url_callback: callback }
    await sandbox.deposit((await client.wallets.create(wallet)).uuid, { amount: '5' })
    await client.payouts.create({ ...fixedPayout, amount: '4' })
    await sandbox.advance(60_000)
    assert.deepEqual(told, ['payment paid', 'wallet paid', 'payout paid'])
    assert.deepEqual([...new Set(sandbox.deliveries.map(({ status }) => status))], [200])
  })
}

test('measures with its clock from the request to the answer', async () => {
  const { now, pass } = fakeClock()
  const records: DeliveryReport[] = []
  await deliver(
    openHandler({ on: { payment: () => pass(250) }, now, onDelivery: (each) => records.push(each) }),
    signedPayment,
  )
  assert.deepEqual(
    records.map(({ event: _, ...told }) => told),
    [{ type: 'payment', status: 'paid', result: 'handled', durationMs: 250 }],
  )
})

test('runs an event once, however often it comes at once, and acknowledges it from then on', async () => {
  let runs = 0
  const slow = async () => {
    runs += 1
    await settled()
  }
  const handle = openHandler({ on: { payment: slow }, store: memoryStore() })
  const answers = await Promise.all(Array.from({ length: 50 }, () => deliver(handle, signedPayment)))
  const texts = new Set(answers.map(({ text }) => text).filter((text) => text !== 'busy'))
  assert.deepEqual([[...texts].sort(), runs], [['duplicate', 'handled'], 1])
  assert.equal((await deliver(handle, signedPayment)).text, 'duplicate')
})

test('acknowledges what was handled and could not be remembered, and logs it', async () => {
  const { logger, lines } = createLog({ debug: false })
  const { store } = fakeStore((real) => ({
    replace: async (key, from, to) => (to.includes('"last"') ? fail() : real.replace(key, from, to)),
  }))
  const answer = await deliver(openHandler({ ...handled, store, logger }), signedPayment)
  assert.equal(answer.status, 200)
  assert.deepEqual(
    lines.map(([level, message]) => [level, message]),
    [
      ['error', 'what was handled could not be remembered'],
      ['info', 'webhook handled'],
    ],
  )
  assert.deepEqual(Object.keys(lines[0]?.[2] ?? {}), ['scope', 'stateKey', 'error'])
})

test('logs that a record was taken over while its handler ran', async () => {
  const { logger, lines } = createLog({ debug: false })
  const { store, real } = fakeStore()
  const key = `payment:${payment.uuid}`
  const taken = JSON.stringify({ v: 1, handled: [], begun: [], owner: 'another', until: 2 ** 43 })
  const takeOver = async () => void (await real.replace(key, (await real.get(key)) ?? '', taken))
  await deliver(openHandler({ on: { payment: takeOver }, store, logger }), signedPayment)
  assert.deepEqual(lines[0], [
    'error',
    'another worker took the record over while its handler ran',
    { scope: 'cryptomus.webhooks', stateKey: `payment:${payment.uuid}:paid:15` },
  ])
  assert.equal(await real.get(key), taken)
})

test('warns once that without a store nothing is remembered', async () => {
  const { logger, lines } = createLog({ debug: false })
  const handle = openHandler({ ...handled, logger })
  await deliver(handle, signedPayment)
  assert.equal((await deliver(handle, signedPayment)).text, 'handled')
  assert.deepEqual(
    lines.map(([level]) => level),
    ['warn', 'info', 'info'],
  )
})

test('leaves an entry of another version as it is, and says so', async () => {
  for (const entry of ['{"v":2}', 'running until 7 by x', '']) {
    const { store, real } = fakeStore()
    const { logger, lines } = createLog({ debug: false })
    await real.add(`payment:${payment.uuid}`, entry)
    assert.equal((await deliver(openHandler({ ...handled, store, logger }), signedPayment)).status, 503)
    assert.match(String(lines[0]?.[2].error), /store holds an entry that this version cannot read: payment:/)
    assert.equal(await real.get(`payment:${payment.uuid}`), entry)
  }
})
