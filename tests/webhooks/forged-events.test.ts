import assert from 'node:assert/strict'
import { test } from 'node:test'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { createWebhookHandler } from '../../src/webhooks/handler/create-webhook-handler.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import { callback, fixedInvoice, fixedPayout, openSandbox } from '../support/sandbox.ts'

/** A shop with one sandbox behind it, which credits what `payment.paid` says and remembers what else came. */
function openShop(expected: Readonly<Record<string, { amount: string; currency: string }>> = {}) {
  const { sandbox, client } = openSandbox()
  const { apiKey, payoutApiKey } = sandbox.clientOptions
  const credited: string[] = []
  const heard: string[] = []
  const handle = createWebhookHandler({
    apiKey,
    payoutApiKey,
    confirm: client,
    store: memoryStore(),
    expected: ({ order_id }) => expected[order_id] ?? 'any',
    on: {
      'payment.paid': ({ order_id }) => void credited.push(order_id),
      'payment.paid_over': ({ order_id }) => void credited.push(order_id),
      'wallet.paid': ({ order_id }) => void credited.push(order_id),
      'payment.mismatch': ({ order_id }) => void heard.push(`mismatch ${order_id}`),
      '*': ({ type, status }) => void heard.push(`${type} ${status}`),
    },
  })
  const receive = async (body: string) => (await handle(new Request(callback, { method: 'POST', body }))).status
  /** Receives everything that the sandbox has sent since the last time. */
  let received = 0
  const receiveAll = async () => {
    const fresh = sandbox.deliveries.slice(received)
    received = sandbox.deliveries.length
    return Promise.all(fresh.map(({ body }) => receive(body)))
  }
  const sign = (payload: object, key = apiKey) => signWebhook(payload, key)
  const create = (params: object = {}) => client.payments.create({ ...fixedInvoice, ...params })
  return { sandbox, client, credited, heard, receive, receiveAll, sign, create, payoutApiKey }
}

type Shop = ReturnType<typeof openShop>

/** What a webhook of an invoice that was paid says. */
const paidBody = ({ uuid, order_id }: { uuid: string; order_id: string }, more: object = {}) => ({
  type: 'payment',
  uuid,
  order_id,
  amount: '20.00000000',
  payment_amount: '20.00000000',
  is_final: true,
  status: 'paid',
  currency: 'USDT',
  payer_currency: 'USDT',
  txid: 'f00d',
  ...more,
})

const about = { currency: 'USDT', network: 'tron', url_callback: callback, status: 'paid' } as const

/** Each sends something that is really signed with the merchant's key and is not so; resolves with the answers. */
const forgeries: Readonly<Record<string, (shop: Shop) => Promise<readonly number[]>>> = {
  'a test webhook that says paid of an open invoice, by order_id': async ({ client, create, receiveAll }) => {
    await create()
    await client.testWebhooks.payment({ ...about, order_id: 'order-1' })
    return receiveAll()
  },
  'a test webhook that says paid of an open invoice, by uuid': async ({ client, create, receiveAll }) => {
    const { uuid } = await create()
    await client.testWebhooks.payment({ ...about, uuid })
    return receiveAll()
  },
  'a test webhook about an invoice that there is none of': async ({ client, receiveAll }) => {
    await client.testWebhooks.payment({ ...about })
    return receiveAll()
  },
  'a paid invoice under the order_id of an open one': async ({ sandbox, create, receive, sign, credited }) => {
    const [cheap, dear] = [await create({ amount: '1' }), await create({ order_id: 'order-2', amount: '5000' })]
    await sandbox.pay(cheap.uuid)
    const status = await receive(sign(paidBody({ uuid: cheap.uuid, order_id: dear.order_id })))
    assert.ok(!credited.includes('order-2'))
    return [status]
  },
  'an open invoice that is said to be paid in full': async ({ create, receive, sign }) => [
    await receive(sign(paidBody(await create()))),
  ],
  'an invoice that was paid in part and is said to be paid in full': async ({ sandbox, create, receive, sign }) => {
    const invoice = await create()
    await sandbox.pay(invoice.uuid, { amount: '3' })
    return [await receive(sign(paidBody(invoice)))]
  },
  'an invoice that expired and is said to be paid': async ({ sandbox, create, receive, sign }) => {
    const invoice = await create()
    await sandbox.advance(24 * 3_600_000)
    return [await receive(sign(paidBody(invoice)))]
  },
  'a payout that is said to be a payment, under the payout key': async ({ client, receive, sign, payoutApiKey }) => {
    const { uuid } = await client.payouts.create(fixedPayout)
    return [await receive(sign(paidBody({ uuid, order_id: 'payout-1' }), payoutApiKey))]
  },
  'a payout that is said to be a payment, under the payment key': async ({ client, receive, sign }) => {
    const { uuid } = await client.payouts.create(fixedPayout)
    return [await receive(sign(paidBody({ uuid, order_id: 'payout-1' })))]
  },
  'a top-up of a wallet that there is none of': async ({ client, receiveAll }) => {
    const { uuid } = await client.wallets.create({
      currency: 'USDT',
      network: 'tron',
      order_id: 'wallet-1',
      url_callback: callback,
    })
    await client.testWebhooks.wallet({ ...about, uuid })
    return receiveAll()
  },
}

for (const [name, forge] of Object.entries(forgeries)) {
  test(`credits nothing for ${name}`, async () => {
    const shop = openShop()
    const statuses = await forge(shop)
    assert.ok(statuses.length > 0)
    assert.deepEqual(shop.credited, [])
    assert.ok(!shop.heard.includes('payment paid'))
  })
}

for (const [what, invoice] of [
  ['amount', { amount: '2' }],
  ['currency', { currency: 'TRX', amount: '20' }],
] as const) {
  test(`hands an invoice of another ${what} than was agreed to payment.mismatch`, async () => {
    const shop = openShop({ 'order-1': { amount: '20', currency: 'USDT' } })
    const { uuid } = await shop.create(invoice)
    await shop.sandbox.pay(uuid)
    assert.deepEqual(await shop.receiveAll(), [200])
    assert.deepEqual([shop.credited, shop.heard], [[], ['mismatch order-1']])
  })
}

test('credits once what is delivered three times, replayed later and sent again by hand', async () => {
  const { sandbox, client, create, receive, receiveAll, credited } = openShop()
  const { uuid } = await create()
  await sandbox.pay(uuid)
  const [{ body } = assert.fail()] = sandbox.deliveries
  assert.deepEqual(
    await Promise.all([receive(body), receive(body), receive(body)]).then((all) => all.sort()),
    [200, 200, 200],
  )
  await sandbox.advance(86_400_000)
  assert.equal(await receive(body), 200)
  await client.payments.resendWebhook({ uuid })
  await receiveAll()
  assert.deepEqual(credited, ['order-1'])
})

test('runs the handler of the newer state once when an old delivery comes first', async () => {
  const { sandbox, create, receive, credited, heard } = openShop()
  const { uuid } = await create()
  await sandbox.pay(uuid, { amount: '5' })
  await sandbox.pay(uuid)
  const bodies = sandbox.deliveries.map(({ body }) => body)
  assert.deepEqual(bodies.map((body) => JSON.parse(body).status).slice(-2), ['wrong_amount_waiting', 'paid'])
  for (const body of bodies) assert.equal(await receive(body), 200)
  assert.deepEqual([credited, heard], [['order-1'], []])
})

test('does not credit a refunded payment when its old webhook is replayed', async () => {
  const { sandbox, client, create, receive, credited, heard } = openShop()
  const { uuid } = await create()
  await sandbox.pay(uuid)
  const body = sandbox.deliveries.at(-1)?.body ?? assert.fail()
  await client.payments.refund({ uuid, address: fixedPayout.address, is_subtract: true })
  await sandbox.advance(3_600_000)
  assert.equal(await receive(body), 200)
  assert.deepEqual([credited, heard], [[], ['payment refund_paid']])
})
