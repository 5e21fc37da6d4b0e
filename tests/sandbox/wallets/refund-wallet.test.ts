import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../tools/rejected.ts'
import { ask } from '../../tools/sandbox.ts'
import { fixedWallet, openWallet } from '../../tools/wallets.ts'

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
