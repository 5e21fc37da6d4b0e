import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addWallet, blockStaticWallet, deposit } from '../../../src/sandbox/wallets/behaviour.ts'
import { qrImage } from '../../../src/sandbox/world/qr-image.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { rejected } from '../../support/rejected.ts'
import {
  allOf,
  ask,
  fixedInvoice,
  fixedWallet,
  openSandbox,
  openWallet,
  openWorld,
  startAt,
  statusesTold,
  toldBy,
} from '../../support/sandbox.ts'

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
    payer_amount_exchange_rate: '1.00000000',
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
    ['2.00', 'wallet-1', wallet.address, 'paid', true, second.txid],
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

test('a static wallet is topped up, blocked and refunded', async () => {
  const { sandbox, client, wallet, uuid, balance } = await openWallet()
  assert.equal(wallet.url, `https://pay.cryptomus.com/wallet/${uuid}`)
  await sandbox.deposit(uuid, { amount: '100' })
  await client.wallets.block({ uuid })
  await sandbox.deposit(uuid, { amount: '50' })
  const refund = await client.wallets.refundBlocked({ uuid, address: 'TXnobody00000' })
  assert.deepEqual(refund, { commission: '1.00000000', amount: '49.00000000' })
  assert.equal(await balance(), '10098.00000000')
  assert.equal(toldBy(sandbox).length, 1)
  assert.match((await client.wallets.createQr({ wallet_address_uuid: uuid })).image, /^data:image\/png;base64,/)
})

test('a wallet is blocked by uuid or by order_id, again and again', async () => {
  const { client, uuid } = await openWallet()
  assert.deepEqual(await client.wallets.block({ uuid }), { uuid, status: 'blocked' })
  assert.deepEqual(await client.wallets.block({ order_id: 'wallet-1' }), { uuid, status: 'blocked' })
})

test('order_id wins where both are given', async () => {
  const { sandbox, client, uuid } = await openWallet()
  const other = await client.wallets.create({ ...fixedWallet, order_id: 'wallet-2' })
  const { json } = await ask(sandbox, '/v1/wallet/block-address', { uuid, order_id: 'wallet-2' })
  assert.equal(json.result.uuid, other.uuid)
})

test('an unknown wallet is a state without a message', async () => {
  const { sandbox } = await openWallet()
  for (const named of [{ uuid: 'nobody' }, { order_id: 'nobody' }]) {
    const { status, json } = await ask(sandbox, '/v1/wallet/block-address', named)
    assert.deepEqual([status, json], [422, { state: 1 }])
  }
})

test('a wallet must be named', async () => {
  const { sandbox } = await openWallet()
  const { status, json } = await ask(sandbox, '/v1/wallet/block-address', {})
  const missing = ['validation.required_without']
  assert.deepEqual([status, json], [422, { state: 1, errors: { uuid: missing, order_id: missing } }])
})

test('a blocked wallet keeps its order_id', async () => {
  const { client, wallet, uuid } = await openWallet()
  await client.wallets.block({ uuid })
  assert.deepEqual(await client.wallets.create(fixedWallet), wallet)
})

test('forcing refunds later returns what was held until then', () => {
  const world = openWorld()
  addWallet(world, fixedWallet, '')
  const [{ uuid } = assert.fail()] = allOf(world.wallets)
  blockStaticWallet(world, { uuid })
  const outside = world.ledger.balanceOf('outside', 'USDT')
  deposit(world, uuid, { amount: '7' })
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('7'))
  blockStaticWallet(world, { uuid, is_force_refund: true })
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
  assert.equal(world.ledger.balanceOf('outside', 'USDT'), outside)
})

test('forced refunds stay forced', async () => {
  const { sandbox, client, uuid } = await openWallet()
  await client.wallets.block({ uuid, is_force_refund: true })
  await client.wallets.block({ uuid })
  await sandbox.deposit(uuid, { amount: '7' })
  const error = await rejected('api', client.wallets.refundBlocked({ uuid, address: 'TXnobody00000' }))
  assert.equal(error.gatewayMessage, 'You can withdraw only once')
})

test('codes are taken in either case and answered as the gateway spells them', async () => {
  const { wallet } = await openWallet({ currency: 'usdt', network: 'TRON' })
  assert.deepEqual([wallet.currency, wallet.network], ['USDT', 'tron'])
})

test('every wallet has an address of its own', async () => {
  const { client, wallet } = await openWallet()
  const other = await client.wallets.create({ ...fixedWallet, order_id: 'wallet-2' })
  assert.notEqual(other.address, wallet.address)
  assert.notEqual(other.uuid, wallet.uuid)
})

test('a known order_id answers with the wallet that exists, whatever else is passed', async () => {
  const { sandbox } = openSandbox()
  const first = await ask(sandbox, '/v1/wallet', fixedWallet)
  const second = await ask(sandbox, '/v1/wallet', { ...fixedWallet, currency: 'BTC', network: 'btc' })
  assert.equal(second.text, first.text)
})

test('a known order_id answers with the wallet even after it was topped up', async () => {
  const { sandbox, client, wallet } = await openWallet()
  await sandbox.deposit(wallet.uuid, { amount: '5' })
  assert.deepEqual(await client.wallets.create(fixedWallet), wallet)
})

test('the order_id of an invoice is taken', async () => {
  const { client } = openSandbox()
  await client.payments.create(fixedInvoice)
  const error = await rejected('api', client.wallets.create({ ...fixedWallet, order_id: fixedInvoice.order_id }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'The order_id has already been taken'])
})

for (const params of [{ currency: 'EUR' }, { currency: 'XXX' }, { network: 'btc' }]) {
  test(`refuses what it has no service for: ${JSON.stringify(params)}`, async () => {
    const { sandbox } = openSandbox()
    const { status, json } = await ask(sandbox, '/v1/wallet', { ...fixedWallet, ...params })
    assert.deepEqual([status, json], [422, { state: 1, message: 'The service was not found' }])
  })
}

test('what was refused leaves its order_id free', async () => {
  const { client } = openSandbox()
  await rejected('api', client.wallets.create({ ...fixedWallet, network: 'btc' }))
  assert.equal((await client.wallets.create(fixedWallet)).order_id, 'wallet-1')
})

const address = 'TXinventedAddressOfNobody0000000000'

/** A wallet that was blocked, and how its refund is refused. */
async function openBlocked(is_force_refund = false) {
  const opened = await openWallet()
  const { client, uuid } = opened
  await client.wallets.block({ uuid, is_force_refund })
  const refusal = async () => {
    const { status, gatewayMessage } = await rejected('api', client.wallets.refundBlocked({ uuid, address }))
    return [status, gatewayMessage]
  }
  return { ...opened, refusal }
}

test('what was held is refunded less the fee, and the merchant neither gains nor loses', async () => {
  const { sandbox, client, uuid, balance } = await openBlocked()
  await sandbox.deposit(uuid, { amount: '60' })
  await sandbox.deposit(uuid, { amount: '40' })
  const refund = await client.wallets.refundBlocked({ order_id: 'wallet-1', address })
  assert.deepEqual(refund, { commission: '2.00000000', amount: '98.00000000' })
  assert.equal(await balance(), '10000.00000000')
})

test('only what came after blocking is refunded', async () => {
  const { sandbox, client, uuid } = await openWallet()
  await sandbox.deposit(uuid, { amount: '500' })
  await client.wallets.block({ uuid })
  await sandbox.deposit(uuid, { amount: '10' })
  assert.equal((await client.wallets.refundBlocked({ uuid, address })).amount, '9.80000000')
})

test('it works once, whatever comes afterwards', async () => {
  const { sandbox, client, uuid, refusal } = await openBlocked()
  await sandbox.deposit(uuid, { amount: '10' })
  await client.wallets.refundBlocked({ uuid, address })
  assert.deepEqual(await refusal(), [422, 'You can withdraw only once'])
  await sandbox.deposit(uuid, { amount: '10' })
  assert.deepEqual(await refusal(), [422, 'You can withdraw only once'])
})

test('it does not work where refunds were forced', async () => {
  const { sandbox, uuid, refusal } = await openBlocked(true)
  await sandbox.deposit(uuid, { amount: '10' })
  assert.deepEqual(await refusal(), [422, 'You can withdraw only once'])
})

test('where nothing came there is nothing to withdraw', async () => {
  const { refusal } = await openBlocked()
  assert.deepEqual(await refusal(), [422, 'Nothing to withdraw'])
})

test('a wallet that is not blocked holds nothing to withdraw', async () => {
  const { sandbox, client, uuid } = await openWallet()
  await sandbox.deposit(uuid, { amount: '10' })
  const error = await rejected('api', client.wallets.refundBlocked({ uuid, address }))
  assert.equal(error.gatewayMessage, 'Nothing to withdraw')
})

test('too little waits for more', async () => {
  const { sandbox, client, uuid, refusal } = await openBlocked()
  await sandbox.deposit(uuid, { amount: '0.49' })
  assert.deepEqual(await refusal(), [422, 'The amount is too small'])
  await sandbox.deposit(uuid, { amount: '0.01' })
  assert.equal((await client.wallets.refundBlocked({ uuid, address })).amount, '0.49000000')
})

test('an unknown wallet is not found, and one must be named', async () => {
  const { sandbox, client } = await openWallet()
  const unknown = await rejected('api', client.wallets.refundBlocked({ uuid: 'nobody', address }))
  assert.deepEqual([unknown.status, unknown.gatewayMessage], [422, 'Not found'])
  const { json } = await ask(sandbox, '/v1/wallet/blocked-address-refund', { address })
  const missing = ['validation.required_without']
  assert.deepEqual(json, { state: 1, errors: { uuid: missing, order_id: missing } })
})

test('uuid wins where both are given, unlike in blocking', async () => {
  const { sandbox, client, uuid } = await openBlocked()
  await client.wallets.create({ ...fixedWallet, order_id: 'wallet-2' })
  await sandbox.deposit(uuid, { amount: '10' })
  const { json } = await ask(sandbox, '/v1/wallet/blocked-address-refund', { uuid, order_id: 'wallet-2', address })
  assert.equal(json.result.amount, '9.80000000')
})

test('shows the address of a wallet', async () => {
  const { client, wallet } = await openWallet()
  const { image } = await client.wallets.createQr({ wallet_address_uuid: wallet.uuid })
  assert.equal(image, qrImage(wallet.address))
})

test('a wallet that does not exist is refused, as wire.notFoundStatus says', async () => {
  const { client } = await openWallet({}, { wire: { notFoundStatus: 404 } })
  const error = await rejected('api', client.wallets.createQr({ wallet_address_uuid: 'nobody' }))
  assert.deepEqual([error.status, error.gatewayMessage], [404, 'Wallet not found'])
})
