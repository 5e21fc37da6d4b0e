import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderTestWebhook, sendTestWebhook, type TestSubject } from '../../src/sandbox/test-webhooks.ts'
import { createRandom } from '../../src/sandbox/world/random.ts'
import { parseWebhook } from '../../src/webhooks/parse-webhook.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { rejected } from '../support/rejected.ts'
import {
  ask,
  callback,
  fixedInvoice,
  fixedPayout,
  openSandbox,
  openWorld,
  statusesTold,
  toldBy,
} from '../support/sandbox.ts'

const asked = { url_callback: callback, currency: 'USDT', network: 'tron' } as const
const keys = { apiKey: 'key-of-payments', payoutApiKey: 'key-of-payouts' }
const kinds = ['payment', 'wallet', 'payout'] as const

/** A sandbox that holds a record of each kind. */
async function openFull() {
  const { sandbox, client } = openSandbox(keys)
  const payment = await client.payments.create({ ...fixedInvoice, url_callback: undefined })
  const wallet = await client.wallets.create({ currency: 'USDT', network: 'tron', order_id: 'wallet-1' })
  const payout = await client.payouts.create({ ...fixedPayout, url_callback: undefined })
  const orderIds = { payment: 'order-1', wallet: 'wallet-1', payout: 'payout-1' }
  return { sandbox, client, uuids: { payment: payment.uuid, wallet: wallet.uuid, payout: payout.uuid }, orderIds }
}

for (const kind of kinds) {
  test(`a test webhook about a ${kind} is sent once, signed with the key of its kind`, async () => {
    const { sandbox, client } = openSandbox(keys)
    assert.deepEqual(await client.testWebhooks[kind](asked), [])
    const [delivery = assert.fail()] = sandbox.deliveries
    const right = kind === 'payout' ? keys.payoutApiKey : keys.apiKey
    const taken = [keys.apiKey, keys.payoutApiKey].filter((key) => verifyWebhook(delivery.body, key))
    assert.deepEqual([sandbox.deliveries.length, delivery.url, taken], [1, callback, [right]])
    const [{ type, status }] = toldBy(sandbox)
    assert.deepEqual([type, status], [kind, 'paid'])
  })

  test(`a test webhook about a ${kind} speaks of the one that uuid or order_id names`, async () => {
    const { sandbox, client, uuids, orderIds } = await openFull()
    await client.testWebhooks[kind]({ ...asked, uuid: uuids[kind] })
    await client.testWebhooks[kind]({ ...asked, order_id: orderIds[kind] })
    const [byUuid, byOrderId] = toldBy(sandbox)
    assert.equal(byUuid.uuid, uuids[kind])
    assert.match(byUuid.order_id, /^test_[0-9a-f]{15}$/)
    assert.deepEqual([byOrderId.uuid, byOrderId.order_id], [uuids[kind], orderIds[kind]])
  })

  test(`a test webhook about a ${kind} that does not exist is refused`, async () => {
    const { sandbox, client, uuids } = await openFull()
    const another = kind === 'payment' ? uuids.payout : uuids.payment
    for (const named of [{ uuid: 'nobody' }, { uuid: another }, { order_id: 'nobody' }]) {
      const { status, gatewayMessage } = await rejected('api', client.testWebhooks[kind]({ ...asked, ...named }))
      assert.deepEqual([status, gatewayMessage], [422, `Not found ${kind}`])
    }
    assert.equal(sandbox.deliveries.length, 0)
  })

  test(`a test webhook about a ${kind} in a coin or on a network that nobody knows is refused`, async () => {
    const { sandbox, client } = openSandbox()
    const message = `${kind === 'payout' ? 'Payout' : 'Payment'} service not found`
    for (const service of [{ currency: 'USD' }, { network: 'btc' }]) {
      const { status, gatewayMessage } = await rejected('api', client.testWebhooks[kind]({ ...asked, ...service }))
      assert.deepEqual([status, gatewayMessage], [422, message])
    }
    assert.equal(sandbox.deliveries.length, 0)
  })
}

test('uuid wins where order_id is given, too', async () => {
  const { sandbox, uuids } = await openFull()
  const both = { ...asked, uuid: uuids.payment, order_id: 'nobody' }
  assert.equal((await ask(sandbox, '/v1/test-webhook/payment', both)).json.state, 0)
  const [told] = toldBy(sandbox)
  assert.equal(told.uuid, uuids.payment)
  assert.notEqual(told.order_id, 'nobody')
})

test('nothing is stored, credited or changed', async () => {
  const { client, uuids } = await openFull()
  const seen = async () => [
    await client.payments.list(),
    await client.payouts.list(),
    await client.payments.get({ uuid: uuids.payment }),
    await client.balance.get(),
  ]
  const before = await seen()
  for (const kind of kinds) {
    await client.testWebhooks[kind](asked)
    await client.testWebhooks[kind]({ ...asked, uuid: uuids[kind] })
  }
  assert.deepEqual(await seen(), before)
})

test('a status that was asked for is told, and paid is told when none was', () => {
  const world = openWorld()
  assert.deepEqual(sendTestWebhook(world, 'payment', { ...asked, status: 'wrong_amount' }).body, {
    state: 0,
    result: [],
  })
  sendTestWebhook(world, 'payment', asked)
  assert.deepEqual(statusesTold(world.outbox), ['wrong_amount', 'paid'])
})

test('a test webhook that nobody takes is sent again, as any other', async () => {
  const { sandbox, client } = openSandbox({ deliver: () => new Response(null, { status: 500 }) })
  await client.testWebhooks.payment(asked)
  await sandbox.advance(60_000)
  const [first, second] = sandbox.deliveries.map(({ body }) => body)
  assert.equal(second, first)
})

const body = { url_callback: callback, currency: 'USDT', network: 'tron' }

test('each kind of test webhook is answered with an empty list, and parses as an event of its kind', async () => {
  const { sandbox } = openSandbox()
  const { apiKey, payoutApiKey } = sandbox.clientOptions
  for (const kind of ['payment', 'wallet', 'payout']) {
    const how = { apiKey: kind === 'payout' ? payoutApiKey : apiKey }
    const { status, text } = await ask(sandbox, `/v1/test-webhook/${kind}`, body, how)
    assert.deepEqual([status, text], [200, '{"state":0,"result":[]}'])
    const event = parseWebhook(sandbox.deliveries.at(-1)?.body ?? '', { payment: apiKey, payout: payoutApiKey })
    assert.deepEqual([event.type, event.isPaid, event.is_final], [kind, true, true])
  }
})

test('what is missing is named', async () => {
  const { json } = await ask(openSandbox().sandbox, '/v1/test-webhook/payment', {})
  const required = ['validation.required']
  assert.deepEqual(json, { state: 1, errors: { url_callback: required, currency: required, network: required } })
})

const subject: TestSubject = { kind: 'payment', currency: 'USDT', network: 'TRON', status: 'paid' }
const render = (differing: Partial<TestSubject> = {}): Record<string, unknown> => ({
  ...renderTestWebhook({ ...subject, ...differing }, createRandom(1)),
})
const testId = /^test_[0-9a-f]{15}$/
const uuid = '4a1f6d52-93c7-4e0b-8d2a-6b5c4d3e2f10'

test('a test webhook about an invoice has short amounts, made-up ids and its members in the documented order', () => {
  const { uuid: made, order_id, from, txid, ...rest } = render()
  assert.match(String(made), /^[0-9a-f-]{36}$/)
  for (const id of [order_id, from, txid]) assert.match(String(id), testId)
  assert.equal(new Set([order_id, from, txid]).size, 3)
  assert.deepEqual(rest, {
    type: 'payment',
    amount: '1',
    payment_amount: '1',
    payment_amount_usd: '1',
    merchant_amount: '1',
    commission: '0',
    is_final: true,
    status: 'paid',
    wallet_address_uuid: null,
    network: 'tron',
    currency: 'USDT',
    payer_currency: 'USDT',
    payer_amount: '1',
    payer_amount_exchange_rate: null,
    additional_data: null,
    transfer_id: null,
  })
  assert.equal(
    Object.keys(render()).join(' '),
    'type uuid order_id amount payment_amount payment_amount_usd merchant_amount commission is_final status from ' +
      'wallet_address_uuid network currency payer_currency payer_amount payer_amount_exchange_rate additional_data ' +
      'transfer_id txid',
  )
})

test('a test webhook about a payout has the members of a payout', () => {
  const { uuid: made, order_id, txid, ...rest } = render({ kind: 'payout' })
  assert.match(String(made), /^[0-9a-f-]{36}$/)
  for (const id of [order_id, txid]) assert.match(String(id), testId)
  assert.deepEqual(rest, {
    type: 'payout',
    amount: '1',
    merchant_amount: '1',
    commission: '0',
    is_final: true,
    status: 'paid',
    currency: 'USDT',
    network: 'tron',
    payer_currency: 'USDT',
    payer_amount: '1',
  })
})

test('ids that were given are said', () => {
  const payment = render({ uuid, orderId: 'order-1' })
  assert.deepEqual([payment.uuid, payment.order_id, payment.wallet_address_uuid], [uuid, 'order-1', null])
  const wallet = render({ kind: 'wallet', uuid })
  assert.deepEqual([wallet.type, wallet.uuid, wallet.wallet_address_uuid], ['wallet', uuid, uuid])
  assert.equal(render({ kind: 'wallet' }).wallet_address_uuid, null)
})

test('a status that leads on to another is not final', () => {
  const open = ['check', 'process', 'refund_process']
  for (const status of [...open, 'paid', 'paid_over', 'wrong_amount', 'fail', 'cancel', 'system_fail', 'refund_paid']) {
    const { is_final, status: said } = render({ status })
    assert.deepEqual([said, is_final], [status, !open.includes(status)])
  }
})
