import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { type ReconcilePaymentsOptions, reconcilePayments, reconcilePayouts } from '../../src/flows/reconcile.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { createWebhookHandler, type WebhookHandlerOptions } from '../../src/webhooks/index.ts'
import { withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'
import { callback, startAt } from '../support/sandbox.ts'

const day = 24 * 3_600_000
const since = new Date(startAt - day)

/** A shop over a sandbox, which counts what it reads and what it credits. */
function openShop(options: Partial<WebhookHandlerOptions> = {}) {
  let isDown = false
  const calls: string[] = []
  const credited: string[] = []
  const sandbox = createSandbox({
    startAt,
    deliver: (request) => (isDown ? new Response('', { status: 502 }) : handle(request as Request)),
    wire: { payoutMs: Number.POSITIVE_INFINITY },
  })
  const client = createClient({
    ...sandbox.clientOptions,
    fetch: (url, init) => {
      calls.push(new URL(url).pathname)
      return sandbox.clientOptions.fetch(url, init)
    },
  })
  const handle = createWebhookHandler({
    ...sandbox.clientOptions,
    confirm: client,
    store: memoryStore(),
    logger: false,
    now: () => startAt,
    on: {
      'payment.paid': ({ order_id: orderId }) => void credited.push(orderId),
      'wallet.paid': ({ uuid }) => void credited.push(`deposit ${uuid}`),
      payout: ({ order_id: orderId, status }) => void credited.push(`${orderId} ${status}`),
    },
    ...options,
  } as WebhookHandlerOptions)
  const create = (order: number) =>
    client.payments.create({
      amount: '20',
      currency: 'USDT',
      network: 'tron',
      order_id: `order-${order}`,
      url_callback: callback,
    })
  const reconcile = async (given: Partial<ReconcilePaymentsOptions> = {}) => {
    calls.length = 0
    const results: Record<string, number> = {}
    let most = 0
    let pages = 0
    for await (const { report } of reconcilePayments(client, handle, { since, ...given })) {
      results[report.result] = (results[report.result] ?? 0) + 1
      const lists = calls.filter((path) => path.endsWith('/list')).length
      most = Math.max(most, lists - pages)
      pages = Math.max(pages, lists)
    }
    return { results, reads: calls.filter((path) => path.endsWith('/info')).length, most }
  }
  const setDown = (value: boolean) => {
    isDown = value
  }
  return { sandbox, client, handle, create, reconcile, calls, credited, setDown }
}

test('an endpoint that was down for a day: each invoice is credited once, and a second run does nothing', async () => {
  const { sandbox, create, reconcile, credited, setDown } = openShop()
  const uuids: string[] = []
  for (let order = 0; order < 50; order++) uuids.push((await create(order)).uuid)
  // Ten are credited by their webhooks, thirty are paid while the endpoint is down, and ten stay open.
  for (const uuid of uuids.slice(0, 10)) await sandbox.pay(uuid)
  assert.equal(credited.length, 10)
  setDown(true)
  for (const uuid of uuids.slice(10, 40)) await sandbox.pay(uuid)
  await sandbox.advance(1_800_000)
  assert.equal(credited.length, 10)
  const first = await reconcile()
  assert.deepEqual(first.results, { duplicate: 10, handled: 30, unhandled: 10 })
  assert.deepEqual([credited.length, new Set(credited).size], [40, 40])
  // What was handled before costs no read; every other record one. A page is read when the one before was done with.
  assert.deepEqual([first.reads, first.most], [40, 1])
  const second = await reconcile()
  // Without a handler a state stays news, in case that there is one next time.
  assert.deepEqual([second.results, second.reads, credited.length], [{ duplicate: 40, unhandled: 10 }, 10, 40])
})

test('webhooks that come late find that everything was handled', async () => {
  const { sandbox, create, reconcile, credited, setDown } = openShop()
  const { uuid } = await create(1)
  setDown(true)
  await sandbox.pay(uuid)
  await reconcile()
  setDown(false)
  await sandbox.advance(day)
  assert.deepEqual(credited, ['order-1'])
})

test('a run that ended early goes on with the cursor of its last record', async () => {
  const { sandbox, create, client, handle, credited } = openShop()
  for (let order = 0; order < 40; order++) await sandbox.pay((await create(order)).uuid)
  const all: string[] = []
  let at: string | undefined
  for await (const { record, cursor } of reconcilePayments(client, handle, { since })) {
    all.push(record.uuid)
    at = cursor
    if (all.length === 20) break
  }
  assert.ok(at, 'the second page has a cursor')
  for await (const { record, cursor } of reconcilePayments(client, handle, { since, cursor: at })) {
    all.push(record.uuid)
    assert.ok(cursor)
  }
  assert.equal(new Set(all).size, 40)
  assert.ok(all.length <= 40 + 15, 'no more than a page is walked again')
  assert.equal(credited.length, 40)
})

test('since and until bound the time of creation', async () => {
  const { sandbox, create, reconcile } = openShop()
  await create(1)
  await sandbox.advance(day)
  await create(2)
  const noon = new Date(startAt + day / 2)
  assert.deepEqual((await reconcile({ since: noon })).results, { unhandled: 1 })
  assert.deepEqual((await reconcile({ until: noon })).results, { unhandled: 1 })
  assert.deepEqual((await reconcile({ since: '2026-05-01 10:00:00' })).results, { unhandled: 2 })
})

test('a deposit runs the handlers of wallets where typeOf tells it apart', async () => {
  const { sandbox, client, reconcile, credited, setDown } = openShop()
  const wallet = await client.wallets.create({
    currency: 'USDT',
    network: 'tron',
    order_id: 'user-1',
    url_callback: callback,
  })
  setDown(true)
  await sandbox.deposit(wallet.uuid, { amount: '5' })
  await sandbox.deposit(wallet.uuid, { amount: '6' })
  const typeOf: ReconcilePaymentsOptions['typeOf'] = ({ order_id: id }) =>
    id.startsWith('user-') ? 'wallet' : 'payment'
  assert.deepEqual((await reconcile({ typeOf })).results, { handled: 2 })
  assert.ok(credited.every((name) => name.startsWith('deposit ')))
  assert.deepEqual((await reconcile({ typeOf })).results, { duplicate: 2 })
})

test('nothing that happens to one record ends the walk', async () => {
  const bug = new Error('the database is down')
  let fails = true
  const { sandbox, create, reconcile, client, handle } = openShop({
    on: {
      'payment.paid': ({ order_id: orderId }) => {
        if (fails && orderId === 'order-2') throw bug
      },
    },
  })
  for (let order = 0; order < 4; order++) {
    const { uuid } = await create(order)
    if (order !== 1) await sandbox.setStatus(uuid, 'paid').catch(() => sandbox.pay(uuid))
  }
  const odd = {
    call: async () => ({ items: [{ uuid: 7 }, null, { uuid: 'x', payment_status: 'paid' }], paginate: null }),
  }
  const reports = []
  for await (const { report } of reconcilePayments({ ...client, ...odd } as never, handle, { since }))
    reports.push(report)
  assert.deepEqual(
    reports.map(({ result }) => result),
    ['refused', 'refused', 'unconfirmed'],
  )
  assert.ok(isCryptomusError(reports[0]?.error, 'validation'))
  const { results } = await reconcile()
  assert.equal(
    Object.values(results).reduce((sum, count) => sum + count, 0),
    4,
  )
  fails = false
  await reconcile()
})

test('payouts are walked in the same way, and their handlers run once', async () => {
  const { sandbox, client, handle, credited } = openShop()
  for (let at = 0; at < 20; at++) await client.payouts.create({ ...withdrawal, order_id: `row-${at}` })
  for await (const { record } of reconcilePayouts(client, handle, { since })) assert.equal(typeof record.uuid, 'string')
  const { items } = await client.payouts.list()
  await sandbox.settlePayout(items[0]!.uuid, 'paid')
  const states = new Map<string, number>()
  for await (const { report } of reconcilePayouts(client, handle, { since })) {
    states.set(report.result, (states.get(report.result) ?? 0) + 1)
  }
  assert.deepEqual(
    [...states],
    [
      ['handled', 1],
      ['duplicate', 19],
    ],
  )
  assert.equal(credited.length, 21)
})

test('a signal ends the walk with its reason', async () => {
  const { create, client, handle } = openShop()
  for (let order = 0; order < 5; order++) await create(order)
  const controller = new AbortController()
  let seen = 0
  const walk = async () => {
    for await (const _ of reconcilePayments(client, handle, { since, signal: controller.signal })) {
      if (++seen === 2) controller.abort('enough')
    }
  }
  await assert.rejects(walk(), (error) => error === 'enough')
  assert.equal(seen, 2)
})

test('a page that cannot be read ends the walk with the error of the call', async () => {
  const { sandbox, client, handle } = openShop()
  sandbox.fault({ kind: 'refuse', operation: 'payments.list', message: 'Invalid Sign.', status: 401 })
  const next = () => reconcilePayments(client, handle, { since }).next()
  assert.equal((await rejected('api', next())).reason, 'invalid_sign')
})

for (const [option, options] of [
  ['since', {}],
  ['since', { since: 'yesterday' }],
  ['since', { since: new Date(Number.NaN) }],
  ['until', { since, until: 7 }],
  ['signal', { since, signal: 7 }],
  ['typeOf', { since, typeOf: 'wallet' }],
  ['from', { since, from: since }],
] as const) {
  test(`${option} that does not fit is a config error before anything is read: ${JSON.stringify(options)}`, async () => {
    const { client, handle, calls } = openShop()
    const { next } = reconcilePayments(client, handle, options as never)
    assert.equal(
      (await rejected('config', next.call(reconcilePayments(client, handle, options as never)))).option,
      option,
    )
    assert.deepEqual(calls, [])
  })
}

test('a handler without confirm, what is no handler and what is no client are config errors', async () => {
  const { client, create, sandbox } = openShop()
  await create(1)
  const blind = createWebhookHandler({ ...sandbox.clientOptions, confirm: false, logger: false, on: {} })
  assert.equal((await rejected('config', reconcilePayments(client, blind, { since }).next())).option, 'confirm')
  assert.equal((await rejected('config', reconcilePayouts(client, {} as never, { since }).next())).option, 'handle')
  assert.equal((await rejected('config', reconcilePayouts({} as never, blind, { since }).next())).option, 'client')
})
