import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { transferFunds } from '../../src/sandbox/account.ts'
import { coins } from '../../src/sandbox/world/market.ts'
import { toFixed } from '../../src/sandbox/world/units.ts'
import { rejected } from '../tools/rejected.ts'
import { openSandbox, openWorld } from '../tools/sandbox.ts'

const amount = '250.5'

test('a transfer moves money from one wallet to the other, and names both ends', async () => {
  const { client } = openSandbox()
  const { user_wallet_transaction_uuid, merchant_transaction_uuid, ...there } = await client.transfers.toPersonal({
    amount,
    currency: 'usdt',
  })
  assert.deepEqual(there, { user_wallet_balance: '250.50000000', merchant_balance: '9749.50000000' })
  assert.match(user_wallet_transaction_uuid, /^[0-9a-f-]{36}$/)
  assert.match(merchant_transaction_uuid, /^[0-9a-f-]{36}$/)
  assert.notEqual(user_wallet_transaction_uuid, merchant_transaction_uuid)
  const back = await client.transfers.toBusiness({ amount: '0.5', currency: 'USDT' })
  assert.deepEqual([back.user_wallet_balance, back.merchant_balance], ['250.00000000', '9750.00000000'])
})

test('both wallets are shown by the balance', async () => {
  const { client } = openSandbox()
  await client.transfers.toPersonal({ amount, currency: 'USDT' })
  const [account] = await client.balance.get()
  const { merchant = [], user = [] } = account?.balance ?? {}
  assert.deepEqual([merchant[0]?.balance, user[0]?.balance], ['9749.50000000', '250.50000000'])
})

test('the same transfer twice moves the money twice', async () => {
  const { client } = openSandbox()
  for (let count = 0; count < 2; count += 1) await client.transfers.toPersonal({ amount, currency: 'USDT' })
  const { user_wallet_balance } = await client.transfers.toBusiness({ amount: '1', currency: 'USDT' })
  assert.equal(user_wallet_balance, '500.00000000')
})

const refusals = [
  ['toPersonal', { amount, currency: 'USD' }, 'Merchant wallet not found'],
  ['toBusiness', { amount, currency: 'NOPE' }, 'No found user wallet'],
  ['toPersonal', { amount: '0.49999999', currency: 'USDT' }, 'Minimum amount 0.5 USDT'],
  ['toPersonal', { amount: '10000000.00000001', currency: 'USDT' }, 'Maximum amount 10000000 USDT'],
  ['toPersonal', { amount: '10000.00000001', currency: 'USDT' }, 'Not enough funds'],
  ['toBusiness', { amount: '1', currency: 'USDT' }, 'Not enough funds'],
] as const

for (const [member, params, message] of refusals) {
  test(`${member} of ${params.amount} ${params.currency} is refused: ${message}`, async () => {
    const { client } = openSandbox()
    const before = await client.balance.get()
    const error = await rejected('api', client.transfers[member](params))
    assert.deepEqual([error.status, error.gatewayMessage, error.outcome], [422, message, 'rejected'])
    assert.deepEqual(await client.balance.get(), before)
  })
}

test('the whole wallet can be moved, and comes back whole', async () => {
  const { client } = openSandbox()
  const all = { amount: '10000', currency: 'USDT' }
  assert.equal((await client.transfers.toPersonal(all)).merchant_balance, '0.00000000')
  assert.equal((await client.transfers.toBusiness(all)).merchant_balance, '10000.00000000')
})

test('whatever is transferred, both wallets together hold the same, and neither falls below zero', () => {
  const step = fc.record({
    to: fc.constantFrom('personal' as const, 'merchant' as const),
    currency: fc.constantFrom('USDT', 'BTC', 'TRX', 'USD'),
    amount: fc.bigInt({ min: 1n, max: 20_000n * 10n ** 8n }).map((units) => toFixed(units)),
  })
  const property = fc.property(fc.array(step, { maxLength: 40 }), (story) => {
    const world = openWorld()
    const { balanceOf } = world.ledger
    const owned = () => coins.map((coin) => balanceOf('merchant', coin) + balanceOf('personal', coin))
    const outside = () =>
      coins.map((coin) => [balanceOf('outside', coin), balanceOf('held', coin), balanceOf('fees', coin)])
    const before = [owned(), outside()]
    for (const { to, ...params } of story) {
      transferFunds(world, params, to)
      for (const coin of coins) assert.ok(balanceOf('merchant', coin) >= 0n && balanceOf('personal', coin) >= 0n, coin)
    }
    assert.deepEqual([owned(), outside()], before)
  })
  fc.assert(property, { seed: 20_260_503, numRuns: 300 })
})
