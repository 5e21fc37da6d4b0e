import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedInvoice, openSandbox } from '../../tools/sandbox.ts'
import { fixedWallet, openWallet } from '../../tools/wallets.ts'

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
