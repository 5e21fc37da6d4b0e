import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, fixedInvoice, fixedPayout, openSandbox } from '../../tools/sandbox.ts'

test('balances come as a list of one entry, business wallets and personal ones', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/balance', '')
  assert.equal(json.result.length, 1)
  const [{ balance, ...others }] = json.result
  assert.deepEqual([Object.keys(balance), others], [['merchant', 'user'], {}])
  const [{ uuid, ...usdt }] = balance.merchant
  assert.match(uuid, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.deepEqual(usdt, { balance: '10000.00000000', currency_code: 'USDT', balance_usd: '10000.00' })
  assert.equal(balance.user[0].balance, '0.00000000')
})

test('every wallet has a uuid of its own', async () => {
  const { client } = openSandbox()
  const [entry = assert.fail()] = await client.balance.get()
  const wallets = [...entry.balance.merchant, ...entry.balance.user]
  assert.equal(new Set(wallets.map(({ uuid }) => uuid)).size, wallets.length)
})

test('a balance grows by what is paid in, less the fee, and shrinks by what is paid out', async () => {
  const { sandbox, client } = openSandbox()
  const usdt = async () => {
    const [entry] = await client.balance.get()
    return entry?.balance.merchant.find(({ currency_code: code }) => code === 'USDT')?.balance
  }
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  assert.equal(await usdt(), '10019.60000000')
  await client.payouts.create(fixedPayout)
  assert.equal(await usdt(), '9917.60000000')
})
