import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { isNotFound } from '../../src/errors/is-not-found.ts'
import { type WaitOptions, type WaitProgress, waitForPayment, waitForPayout } from '../../src/flows/wait-for.ts'
import type { Payment } from '../../src/operations/payments/payment.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

const invoice = { amount: '20', currency: 'USDT', network: 'tron', order_id: 'order-1' }
const get = 'payments.get'

/** A sandbox whose time passes while somebody waits, with something to do at each pause. */
function open(during: (pause: number) => unknown = () => {}) {
  const sandbox = createSandbox()
  const client = createClient({ ...sandbox.clientOptions, retries: 0 })
  const pauses: number[] = []
  const sleep = async (ms: number) => {
    pauses.push(ms)
    await sandbox.advance(Math.round(ms))
    await during(pauses.length)
  }
  const wait = (ref: Parameters<typeof waitForPayment>[1], options: Partial<WaitOptions<Payment>> = {}) =>
    waitForPayment(client, ref, { timeoutMs: 600_000, sleep, ...options })
  return { sandbox, client, pauses, sleep, wait }
}

test('a payment is waited for until it is paid', async () => {
  const { client, sandbox, wait, pauses } = open((pause) => pause === 3 && sandbox.pay(uuid))
  const { uuid } = await client.payments.create(invoice)
  const payment = await wait({ uuid })
  assert.equal(payment.payment_status, 'paid')
  assert.ok(pauses.length >= 3)
})

test('a record that is paid already costs one read and no pause, by uuid and by order_id', async () => {
  const { client, sandbox, wait, pauses } = open()
  const { uuid } = await client.payments.create(invoice)
  await sandbox.pay(uuid)
  assert.equal((await wait({ uuid })).uuid, uuid)
  assert.equal((await wait({ order_id: 'order-1' })).uuid, uuid)
  assert.deepEqual(pauses, [])
})

test('a payment that ends otherwise ends the wait, too: the status says how', async () => {
  const { client, wait } = open()
  const { uuid } = await client.payments.create({ ...invoice, lifetime: 300 })
  const payment = await wait({ uuid }, { timeoutMs: 3_600_000 })
  assert.deepEqual([payment.payment_status, payment.is_final], ['cancel', true])
})

test('pauses grow by half from two seconds to half a minute, each up to a fifth longer or shorter', async () => {
  const { client, wait, pauses } = open()
  const { uuid } = await client.payments.create(invoice)
  await rejected('timeout', wait({ uuid }, { timeoutMs: 400_000 }))
  const steps = [2_000, 3_000, 4_500, 6_750, 10_125, 15_187.5, 22_781.25, 30_000, 30_000]
  for (const [at, step] of steps.entries()) {
    const pause = pauses[at] ?? 0
    assert.ok(pause >= step * 0.8 && pause <= step * 1.2, `pause ${at} lasts ${pause} ms, about ${step}`)
  }
  assert.ok(new Set(pauses.slice(7, 12)).size > 1, 'the pauses are random')
})

test('when the time is up, the error carries the last record and how often it was read', async () => {
  const { client, wait, pauses } = open()
  const { uuid } = await client.payments.create(invoice)
  const error = await rejected('timeout', wait({ uuid }, { timeoutMs: 60_000 }))
  assert.equal(error.existing?.uuid, uuid)
  assert.equal(error.existing?.status, 'check')
  assert.deepEqual(
    [error.cause, error.operation, error.attempts, error.outcome, error.retryable],
    [undefined, get, pauses.length + 1, 'unknown', true],
  )
  assert.match(error.message, /its status is check/)
  const total = pauses.reduce((sum, ms) => sum + ms, 0)
  assert.ok(total >= 57_000 && total <= 60_000, `${total}: the last read comes near the end, and within it`)
})

test('a record that is not found yet is waited for', async () => {
  const { client, wait, pauses, sandbox } = open(
    async (pause) => pause === 2 && (await client.payments.create(invoice)),
  )
  const heard: WaitProgress<Payment>[] = []
  const onProgress = (progress: WaitProgress<Payment>) => void heard.push(progress)
  const until = ({ status }: Payment) => status === 'check'
  assert.equal((await wait({ order_id: 'order-1' }, { onProgress, until })).order_id, 'order-1')
  assert.equal(pauses.length, 2)
  assert.deepEqual(
    heard.map(({ error, record, reads }) => [isNotFound(error), record, reads]),
    [
      [true, undefined, 1],
      [true, undefined, 2],
    ],
  )
  assert.equal(sandbox.deliveries.length, 0)
})

test('one that nobody knows ends in a timeout whose cause says so', async () => {
  const { wait } = open()
  const error = await rejected('timeout', wait({ order_id: 'nobody' }, { timeoutMs: 10_000 }))
  assert.ok(isNotFound(error.cause))
  assert.equal(error.existing, undefined)
  assert.match(error.message, /the last read failed/)
})

test('what passes is waited through: broken connections, 429, 500 and pages of HTML', async () => {
  for (const kind of ['drop', 'half-body', '429', '500', '502'] as const) {
    const { client, sandbox, wait } = open()
    const { uuid } = await client.payments.create(invoice)
    await sandbox.pay(uuid)
    sandbox.fault({ kind, operation: get, times: 3 })
    assert.equal((await wait({ uuid })).payment_status, 'paid', kind)
  }
})

test('a Retry-After is obeyed; one that goes beyond the time ends the wait at once', async () => {
  for (const [after, timeoutMs] of [
    ['45', 600_000],
    ['3600', 600_000],
  ] as const) {
    const { client, sandbox, pauses, sleep } = open()
    const { uuid } = await client.payments.create(invoice)
    await sandbox.pay(uuid)
    let isFirst = true
    const busy = createClient({
      ...sandbox.clientOptions,
      retries: 0,
      fetch: async (url, init) => {
        if (!isFirst) return sandbox.clientOptions.fetch(url, init)
        isFirst = false
        return new Response('{"message":"Too Many Attempts."}', { status: 429, headers: { 'retry-after': after } })
      },
    })
    const waiting = waitForPayment(busy, { uuid }, { timeoutMs, sleep })
    if (after === '45') {
      assert.equal((await waiting).payment_status, 'paid')
      assert.deepEqual(pauses, [45_000])
    } else {
      const { cause } = await rejected('timeout', waiting)
      assert.ok(isCryptomusError(cause, 'api'))
      assert.deepEqual(pauses, [])
    }
  }
})

test('a refusal that waiting does not mend is thrown at once', async () => {
  const { client, sandbox, wait, pauses } = open()
  const { uuid } = await client.payments.create(invoice)
  sandbox.fault({ kind: 'refuse', operation: get, message: 'Invalid Sign.', status: 401 })
  assert.equal((await rejected('api', wait({ uuid }))).reason, 'invalid_sign')
  await rejected('validation', wait({ uuid: '' }))
  await rejected('validation', wait({ uuid, order_id: 'order-1' } as never))
  assert.deepEqual(pauses, [])
})

test('until replaces what ends the wait, may be asynchronous, and may throw', async () => {
  const { client, sandbox, wait } = open((pause) => pause === 1 && sandbox.setStatus(uuid, 'refund_paid'))
  const { uuid } = await client.payments.create(invoice)
  await sandbox.pay(uuid)
  const until = async ({ payment_status: status }: Payment) => status === 'refund_paid'
  assert.equal((await wait({ uuid }, { until })).payment_status, 'refund_paid')
  const bug = new Error('a bug of the shop')
  const broken = () => {
    throw bug
  }
  await assert.rejects(wait({ uuid }, { until: broken }), (error) => error === bug)
})

test('a signal ends the wait with its reason: before it, in a pause, and in a read', async () => {
  const { client, sandbox, wait } = open()
  const { uuid } = await client.payments.create(invoice)
  const isReason = (error: unknown) => error === 'enough'
  await assert.rejects(wait({ uuid }, { signal: AbortSignal.abort('enough') }), isReason)
  const inPause = new AbortController()
  const sleep = async () => inPause.abort('enough')
  await assert.rejects(wait({ uuid }, { signal: inPause.signal, sleep }), isReason)
  sandbox.fault({ kind: 'stall', operation: get })
  const inRead = new AbortController()
  const waiting = wait({ uuid }, { signal: inRead.signal })
  setImmediate(() => inRead.abort('enough'))
  await assert.rejects(waiting, isReason)
})

test('the timer of the platform is used where no other is given, and a signal stops it', async () => {
  const { client } = open()
  const { uuid } = await client.payments.create(invoice)
  const error = await rejected('timeout', waitForPayment(client, { uuid }, { timeoutMs: 20 }))
  assert.ok(error.elapsedMs < 2_000)
  const controller = new AbortController()
  const waiting = waitForPayment(client, { uuid }, { timeoutMs: 3_600_000, signal: controller.signal })
  setTimeout(() => controller.abort('enough'), 5)
  await assert.rejects(waiting, (reason) => reason === 'enough')
})

test('what onProgress throws is nobody’s business', async () => {
  const { client, sandbox, wait } = open((pause) => pause === 1 && sandbox.pay(uuid))
  const { uuid } = await client.payments.create(invoice)
  const onProgress = () => {
    throw new Error('a bug of the progress line')
  }
  assert.equal((await wait({ uuid }, { onProgress })).payment_status, 'paid')
})

test('a payout is waited for until it is final, whatever the status', async () => {
  for (const end of ['paid', 'fail'] as const) {
    const { client, sandbox, sleep } = open((pause) => pause === 2 && sandbox.settlePayout(uuid, end))
    const { uuid } = await client.payouts.create(withdrawal)
    await sandbox.setStatus(uuid, 'fail', { isFinal: false })
    const payout = await waitForPayout(client, { order_id: withdrawal.order_id }, { timeoutMs: 600_000, sleep })
    assert.deepEqual([payout.status, payout.is_final], [end, true])
  }
})

for (const [option, options] of [
  ['timeoutMs', {}],
  ['timeoutMs', { timeoutMs: 0 }],
  ['timeoutMs', { timeoutMs: '60' }],
  ['until', { timeoutMs: 1, until: 'paid' }],
  ['onProgress', { timeoutMs: 1, onProgress: 1 }],
  ['sleep', { timeoutMs: 1, sleep: 1 }],
  ['timeout', { timeoutMs: 1, timeout: 1 }],
  ['signal', { timeoutMs: 1, signal: {} }],
] as const) {
  test(`${option} that does not fit is refused before anything is read: ${JSON.stringify(options)}`, async () => {
    const { client } = open()
    const error = await waitForPayment(client, { uuid: 'x' }, options as never).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    assert.ok(isCryptomusError(error, 'config'))
    assert.equal(error.option, option)
  })
}

test('what is no client is a config error', async () => {
  assert.equal(
    (await rejected('config', waitForPayout(undefined as never, { uuid: 'x' }, { timeoutMs: 1 }))).option,
    'client',
  )
})
