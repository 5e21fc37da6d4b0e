import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deposit } from '../../../src/sandbox/wallets/behaviour.ts'
import { blockWallet } from '../../../src/sandbox/wallets/block-wallet.ts'
import { createWallet } from '../../../src/sandbox/wallets/create-wallet.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { rejected } from '../../tools/rejected.ts'
import { ask, openWorld } from '../../tools/sandbox.ts'
import { fixedWallet, openWallet } from '../../tools/wallets.ts'

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
  createWallet(world, fixedWallet, '')
  const [uuid = ''] = world.wallets.keys()
  blockWallet(world, { uuid })
  const outside = world.ledger.balanceOf('outside', 'USDT')
  deposit(world, uuid, { amount: '7' })
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('7'))
  blockWallet(world, { uuid, is_force_refund: true })
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
