import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, fixedInvoice, openSandbox } from '../../tools/sandbox.ts'

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
