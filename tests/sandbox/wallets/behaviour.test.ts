import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../tools/rejected.ts'
import { startAt, statusesTold, toldBy } from '../../tools/sandbox.ts'
import { openWallet } from '../../tools/wallets.ts'

test('a top-up is credited less the fee, whatever its amount', async () => {
  const { sandbox, uuid, balance } = await openWallet()
  await sandbox.deposit(uuid, { amount: '0.00000001' })
  assert.equal(await balance(), '10000.00000001')
  await sandbox.deposit(uuid, { amount: '50000000' })
  assert.equal(await balance(), '49010000.00000001')
})

test('a top-up is told with the documented members, in their order', async () => {
  const { sandbox, uuid } = await openWallet()
  await sandbox.deposit(uuid, { amount: '12.5', txid: 'tx/1' })
  const [{ uuid: paymentUuid, from, sign, ...webhook }] = toldBy(sandbox)
  assert.notEqual(paymentUuid, uuid)
  assert.match(from, /^sandbox-payer-/)
  assert.match(sign, /^[0-9a-f]{32}$/)
  const expected = {
    type: 'wallet',
    order_id: 'wallet-1',
    amount: '12.50000000',
    payment_amount: '12.50000000',
    payment_amount_usd: '12.50',
    merchant_amount: '12.25000000',
    commission: '0.25000000',
    is_final: true,
    status: 'paid',
    wallet_address_uuid: uuid,
    network: 'tron',
    currency: 'USDT',
    payer_currency: 'USDT',
    payer_amount: '12.50000000',
    payer_amount_exchange_rate: null,
    additional_data: null,
    transfer_id: null,
    txid: 'tx/1',
  }
  assert.deepEqual(webhook, expected)
  assert.deepEqual(Object.keys(webhook), Object.keys(expected))
})

test('each top-up is a payment of its own, read by its uuid and found in the list', async () => {
  const { sandbox, client, wallet } = await openWallet()
  await sandbox.deposit(wallet.uuid, { amount: '1' })
  await sandbox.deposit(wallet.uuid, { amount: '2' })
  const [first, second] = toldBy(sandbox)
  assert.notEqual(first.uuid, second.uuid)
  const payment = await client.payments.get({ uuid: second.uuid })
  const { amount, order_id, address, payment_status, is_final, txid } = payment
  assert.deepEqual(
    [amount, order_id, address, payment_status, is_final, txid],
    ['2', 'wallet-1', wallet.address, 'paid', true, second.txid],
  )
  const { items } = await client.payments.list()
  assert.deepEqual(
    items.map(({ uuid }) => uuid),
    [second.uuid, first.uuid],
  )
})

test('the order_id of a wallet names none of its top-ups', async () => {
  const { sandbox, client, uuid } = await openWallet()
  await sandbox.deposit(uuid, { amount: '1' })
  const error = await rejected('api', client.payments.get({ order_id: 'wallet-1' }))
  assert.equal(error.gatewayMessage, 'Payment not found')
})

test('without a url_callback nothing is told', async () => {
  const { sandbox, uuid, balance } = await openWallet({ url_callback: undefined })
  await sandbox.deposit(uuid, { amount: '100' })
  assert.deepEqual(sandbox.deliveries, [])
  assert.equal(await balance(), '10098.00000000')
})

test('a top-up is seen first and credited once it is confirmed', async () => {
  const { sandbox, uuid, balance } = await openWallet({}, { wire: { confirmationMs: 90_000 } })
  await sandbox.deposit(uuid, { amount: '100' })
  assert.equal(await balance(), '10000.00000000')
  await sandbox.advance(90_000)
  assert.equal(await balance(), '10098.00000000')
  assert.deepEqual(statusesTold(sandbox), ['confirm_check', 'paid'])
  assert.deepEqual(
    toldBy(sandbox).map(({ type, is_final }) => [type, is_final]),
    [
      ['wallet', false],
      ['wallet', true],
    ],
  )
  assert.equal(sandbox.deliveries[1]?.at, startAt + 90_000)
})

test('a top-up that was seen before the wallet was blocked is credited', async () => {
  const { sandbox, client, uuid, balance } = await openWallet({}, { wire: { confirmationMs: 90_000 } })
  await sandbox.deposit(uuid, { amount: '100' })
  await client.wallets.block({ uuid })
  await sandbox.advance(90_000)
  assert.equal(await balance(), '10098.00000000')
})

for (const is_force_refund of [false, true]) {
  test(`a wallet blocked with is_force_refund: ${is_force_refund} is credited nothing, and nothing is told`, async () => {
    const { sandbox, client, uuid, balance } = await openWallet()
    await client.wallets.block({ uuid, is_force_refund })
    await sandbox.deposit(uuid, { amount: '100' })
    assert.equal(await balance(), '10000.00000000')
    assert.deepEqual(sandbox.deliveries, [])
    assert.deepEqual((await client.payments.list()).items, [])
  })
}

test('a top-up can be refunded like any payment', async () => {
  const { sandbox, client, uuid, balance } = await openWallet()
  await sandbox.deposit(uuid, { amount: '100' })
  const [{ uuid: paymentUuid }] = toldBy(sandbox)
  await client.payments.refund({ uuid: paymentUuid, address: 'TXpayer000000', is_subtract: false })
  await sandbox.advance(60_000)
  assert.equal(await balance(), '9998.00000000')
  assert.deepEqual(
    toldBy(sandbox).map(({ type, status }) => `${type} ${status}`),
    ['wallet paid', 'wallet refund_process', 'wallet refund_paid'],
  )
})

test('an unknown wallet is refused', async () => {
  const { sandbox } = await openWallet()
  const error = await rejected('validation', sandbox.deposit('nobody', { amount: '1' }))
  assert.match(error.message, /walletUuid names no static wallet of this sandbox/)
})

test('an amount that cannot be sent is refused, and nothing moves', async () => {
  const { sandbox, client, uuid, balance } = await openWallet()
  for (const amount of ['0', '-1', '0.000000001', 'much', '', 5 as never, undefined as never]) {
    const error = await rejected('validation', sandbox.deposit(uuid, { amount }))
    assert.equal(error.issues[0]?.path, 'amount')
  }
  assert.equal(await balance(), '10000.00000000')
  assert.deepEqual((await client.payments.list()).items, [])
})
