import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../../src/client.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import type { Sandbox, SandboxOptions } from '../../../src/sandbox/types.ts'
import { rejected } from '../../support/rejected.ts'
import { fixedInvoice, fixedPayout, fixedRecurrence, fixedWallet, openSandbox } from '../../support/sandbox.ts'
import { thrown } from '../../support/thrown.ts'

const options: SandboxOptions = {
  wire: { confirmationMs: 5000, redeliveries: 3 },
  deliver: () => new Response(null, { status: 500 }),
}

/** A sandbox in the middle of everything: payments, refunds, payouts, faults and webhooks under way. */
async function openBusy() {
  const { sandbox, client } = openSandbox(options)
  for (const webhook of ['delay', 'reorder', 'twice_at_once'] as const) sandbox.fault({ webhook })
  const order = async (order_id: string, params: object = {}) =>
    (await client.payments.create({ ...fixedInvoice, additional_data: '~n5 "ж"', ...params, order_id })).uuid
  const parts = await order('order-parts')
  const late = await order('order-late')
  const early = await order('order-early')
  await order('order-open', { currency: 'EUR', network: undefined })
  await sandbox.pay(parts, { amount: '5', txid: 'tx-1' })
  await sandbox.advance(5000)
  await client.payments.markAsPaid({ uuid: parts })
  // Both are confirmed at one time, in the order in which they were paid.
  await sandbox.pay(early)
  await sandbox.pay(late)
  const refunded = await order('order-refunded')
  await sandbox.setStatus(refunded, 'paid')
  await client.payments.refund({ uuid: refunded, address: 'TXnobody00000', is_subtract: true })
  await sandbox.setStatus(await order('order-locked'), 'locked')
  await client.payouts.create({ ...fixedPayout, amount: '1.23456789' })
  const open = await client.payouts.create({ ...fixedPayout, order_id: 'payout-2' })
  await sandbox.setStatus(open.uuid, 'fail', { isFinal: false, failReason: 'aml' })
  const wallet = await client.wallets.create(fixedWallet)
  await sandbox.deposit(wallet.uuid, { amount: '3' })
  await client.wallets.block({ uuid: wallet.uuid })
  await sandbox.deposit(wallet.uuid, { amount: '4' })
  await client.recurrences.create(fixedRecurrence)
  await client.discounts.set({ currency: 'USDT', network: 'tron', discount_percent: 5 })
  await client.transfers.toPersonal({ amount: '0.1', currency: 'BTC' })
  sandbox.fault({ kind: 'stale', operation: 'payments.get', times: Number.POSITIVE_INFINITY, forMs: 4000 })
  sandbox.fault({ kind: 'refuse', operation: 'payouts.create', message: '~i', times: 2 })
  sandbox.fault({ webhook: 'lose', times: 2 })()
  sandbox.fault({ webhook: 'reorder', ms: 700 })
  await sandbox.setStatus(refunded, 'refund_fail')
  return { sandbox, uuids: { parts, late, early, refunded, payout: open.uuid, wallet: wallet.uuid } }
}

/** Does the same to a sandbox each time, and returns all that can be seen of it. */
async function liveOn(sandbox: Sandbox, uuids: Awaited<ReturnType<typeof openBusy>>['uuids']) {
  const client = createClient(sandbox.clientOptions)
  const seen: unknown[] = [sandbox.now(), sandbox.deliveries]
  seen.push(await client.payments.get({ uuid: uuids.early }))
  seen.push(await rejected('api', client.payouts.create({ ...fixedPayout, order_id: 'payout-3' })).then(String))
  await sandbox.setStatus(uuids.refunded, 'refund_process')
  await sandbox.advance(60)
  await sandbox.pay(uuids.parts).catch((error: unknown) => seen.push(String(error)))
  await sandbox.deposit(uuids.wallet, { amount: '5' })
  await sandbox.settlePayout(uuids.payout, 'paid')
  seen.push(await client.payments.create({ ...fixedInvoice, order_id: 'order-new' }))
  for (const ms of [4000, 1000, 100_000, 10_000_000]) {
    await sandbox.advance(ms)
    seen.push(await client.payments.list(), await client.payouts.list(), await client.balance.get())
  }
  seen.push(await client.discounts.list(), await client.recurrences.list(), JSON.parse(sandbox.save()))
  return JSON.parse(JSON.stringify(seen))
}

test('a sandbox that goes on from the state of another has the same future', async () => {
  const { sandbox, uuids } = await openBusy()
  const copy = createSandbox({ ...options, state: sandbox.save() })
  const again = createSandbox({ ...options, state: copy.save() })
  const future = await liveOn(sandbox, uuids)
  assert.deepEqual(await liveOn(copy, uuids), future)
  assert.deepEqual(await liveOn(again, uuids), future)
})

test('what was saved and restored is saved as the same text', async () => {
  const { sandbox } = await openBusy()
  const state = sandbox.save()
  assert.equal(createSandbox({ ...options, state }).save(), state)
  const fresh = openSandbox().sandbox.save()
  assert.equal(createSandbox({ state: fresh }).save(), fresh)
})

test('a copy and its original share nothing', async () => {
  const { sandbox } = await openBusy()
  const state = sandbox.save()
  const copy = createSandbox({ ...options, state })
  await copy.advance(100_000)
  assert.equal(sandbox.save(), state)
})

test('saving changes nothing', async () => {
  const [plain, saved] = [await openBusy(), await openBusy()]
  saved.sandbox.save()
  assert.deepEqual(await liveOn(saved.sandbox, saved.uuids), await liveOn(plain.sandbox, plain.uuids))
})

test('startAt and seed have no effect beside a state; keys come from the options', async () => {
  const { sandbox } = openSandbox({ apiKey: 'first-key' })
  const state = sandbox.save()
  assert.ok(!state.includes('first-key'))
  const copy = createSandbox({ state, startAt: 0, seed: 99, apiKey: 'second-key' })
  assert.equal(copy.now(), sandbox.now())
  assert.equal(copy.clientOptions.apiKey, 'second-key')
  const made = async ({ clientOptions }: Sandbox) =>
    (await createClient(clientOptions).payments.create(fixedInvoice)).uuid
  assert.equal(await made(copy), await made(sandbox))
})

test('a webhook that is on its way when the state is saved arrives with the copy', async () => {
  let finish = (_response: Response) => {}
  const { sandbox, client } = openSandbox({
    deliver: () =>
      new Promise((resolve) => {
        finish = resolve
      }),
  })
  const { uuid } = await client.payments.create(fixedInvoice)
  const paying = sandbox.pay(uuid)
  await new Promise((resolve) => setImmediate(resolve))
  const copy = createSandbox({ state: sandbox.save(), deliver: () => new Response() })
  finish(new Response())
  await paying
  await copy.advance(0)
  assert.deepEqual(
    copy.deliveries.map(({ status }) => status),
    [undefined, 200],
  )
})

test('deliveries that were restored cannot be changed, and historyLimit holds for them', async () => {
  const { sandbox } = await openBusy()
  const state = sandbox.save()
  const { deliveries } = createSandbox({ ...options, state, historyLimit: 2 })
  assert.deepEqual(deliveries, sandbox.deliveries.slice(-2))
  assert.ok(deliveries.every(Object.isFrozen))
  assert.deepEqual(createSandbox({ ...options, state, historyLimit: 0 }).deliveries, [])
})

test('a currency that is new beside a state has a wallet with 10,000 dollars', async () => {
  const { sandbox } = openSandbox()
  const copy = createSandbox({ state: sandbox.save(), currencies: { PEPE: { price: '0.5', networks: ['eth'] } } })
  const [account] = await createClient(copy.clientOptions).balance.get()
  assert.equal(
    account?.balance.merchant.find(({ currency_code }) => currency_code === 'PEPE')?.balance,
    '20000.00000000',
  )
})

test('what is no state is a config error, and so is one of another version or gateway', () => {
  const state = openSandbox().sandbox.save()
  const changed = (change: object) => JSON.stringify({ ...JSON.parse(state), ...change })
  const lists = ['balances', 'invoices', 'wallets', 'payouts', 'recurrences', 'discounts', 'plan', 'faults', 'waiting']
  const garbage: readonly unknown[] = [
    '',
    'state',
    '{}',
    '[]',
    'null',
    '5',
    '"~nx"',
    '{"version":1}',
    state.slice(0, -1),
    null,
    5,
    JSON.parse(state),
    changed({ version: 2 }),
    changed({ version: '1' }),
    changed({ now: 'soon' }),
    changed({ random: null }),
    ...[...lists, 'sent'].flatMap((name) => [changed({ [name]: undefined }), changed({ [name]: {} })]),
  ]
  for (const each of garbage) {
    const error = thrown('config', () => createSandbox({ state: each as string }))
    assert.equal(error.option, 'state')
    assert.match(error.message, /must be what save\(\) of a sandbox/)
  }
  const error = thrown('config', () => createSandbox({ state, gateway: 'heleket' }))
  assert.equal(error.option, 'state')
  assert.match(error.message, /of the gateway cryptomus/)
})
