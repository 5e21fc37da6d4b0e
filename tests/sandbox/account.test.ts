import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { transferFunds } from '../../src/sandbox/account.ts'
import { toFixed } from '../../src/sandbox/world/units.ts'
import { rejected } from '../support/rejected.ts'
import { ask, fixedInvoice, openSandbox, openWorld } from '../support/sandbox.ts'

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
  const { merchant, user } = account?.balance ?? {}
  assert.deepEqual([merchant?.[0]?.balance, user?.[0]?.balance], ['9749.50000000', '250.50000000'])
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
    const { coins } = world.market
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

test('balances are answered as a list of one, with both wallets of every coin', async () => {
  const { sandbox } = openSandbox()
  const { result } = (await ask(sandbox, '/v1/balance', '')).json
  assert.equal(result.length, 1)
  assert.deepEqual(Object.keys(result[0]), ['balance'])
  const { merchant, user } = result[0].balance
  assert.deepEqual(merchant[0], {
    uuid: '5a9db0c5-0000-4000-8001-000000000000',
    balance: '10000.00000000',
    currency_code: 'USDT',
    balance_usd: '10000.00',
  })
  assert.equal(user[0].balance, '0.00000000')
  const codes = (wallets: readonly { currency_code: string }[]) => wallets.map(({ currency_code }) => currency_code)
  assert.deepEqual(codes(user), codes(merchant))
  const uuids = [...merchant, ...user].map(({ uuid }) => uuid)
  assert.equal(new Set(uuids).size, uuids.length)
})

test('a payment raises the balance of its coin and of no other', async () => {
  const { sandbox, client } = openSandbox()
  const before = await client.balance.get()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  const [then, now] = [before, await client.balance.get()].map((answer) => answer[0]?.balance.merchant ?? [])
  const changed = now?.filter(({ balance }, index) => balance !== then?.[index]?.balance)
  assert.deepEqual(
    changed?.map(({ currency_code, balance, balance_usd }) => [currency_code, balance, balance_usd]),
    [['USDT', '10019.60000000', '10019.60']],
  )
})

const set = '/v1/payment/discount/set'
const list = '/v1/payment/discount/list'

test('setting a discount answers with text where listing has a number', async () => {
  const { sandbox } = openSandbox()
  const answered = await ask(sandbox, set, { currency: 'usdt', network: 'TRON', discount_percent: -10 })
  assert.deepEqual(answered.json, { state: 0, result: { currency: 'USDT', network: 'tron', discount: '-10' } })
  const listed = await ask(sandbox, list, {})
  assert.deepEqual(listed.json, { state: 0, result: [{ currency: 'USDT', network: 'tron', discount: -10 }] })
})

test('the client reads a number from both', async () => {
  const { client } = openSandbox()
  const discount = await client.discounts.set({ currency: 'BTC', network: 'btc', discount_percent: 5 })
  assert.equal(discount.discount, 5)
  assert.deepEqual(await client.discounts.list(), [discount])
})

test('each coin and network has one discount, and nothing is listed before one is set', async () => {
  const { client } = openSandbox()
  assert.deepEqual(await client.discounts.list(), [])
  for (const [network, discount_percent] of [
    ['tron', 5],
    ['bsc', 3],
    ['tron', 0],
  ] as const) {
    await client.discounts.set({ currency: 'USDT', network, discount_percent })
  }
  const listed = (await client.discounts.list()).map(({ network, discount }) => [network, discount])
  assert.deepEqual(listed, [
    ['tron', 0],
    ['bsc', 3],
  ])
})

test('a coin or network that nobody knows is named as it was asked for', async () => {
  const { client } = openSandbox()
  for (const [currency, network] of [
    ['BUSD', 'bsc'],
    ['USDT', 'btc'],
    ['usd', 'tron'],
  ] as const) {
    const error = await rejected('api', client.discounts.set({ currency, network, discount_percent: 1 }))
    assert.equal(error.gatewayMessage, `The service ${currency} ${network} was not found`)
  }
  assert.deepEqual(await client.discounts.list(), [])
})

const body = { amount: '100', currency: 'USDT' }

test('a transfer is answered as documented, with balances as strings', async () => {
  const { sandbox } = openSandbox()
  const apiKey = sandbox.clientOptions.payoutApiKey
  const { status, json } = await ask(sandbox, '/v1/transfer/to-personal', body, { apiKey })
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(json.result), [
    'user_wallet_transaction_uuid',
    'user_wallet_balance',
    'merchant_transaction_uuid',
    'merchant_balance',
  ])
  const back = await ask(sandbox, '/v1/transfer/to-business', body, { apiKey })
  assert.equal(back.json.result.merchant_balance, '10000.00000000')
})

test('transfers are signed with the payout key', async () => {
  const { sandbox } = openSandbox()
  for (const path of ['/v1/transfer/to-personal', '/v1/transfer/to-business']) {
    assert.equal((await ask(sandbox, path, body)).status, 401, path)
  }
})
