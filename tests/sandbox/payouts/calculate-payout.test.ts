import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedCalculation, fixedPayout, openSandbox, toldBy } from '../../tools/sandbox.ts'

const openHeleket = (options: SandboxOptions = {}) => openSandbox({ gateway: 'heleket', ...options })

test('a payout is worked out with money as strings', async () => {
  const { sandbox } = openHeleket()
  const { status, json } = await ask(sandbox, '/v1/payout/calc', fixedCalculation)
  assert.equal(status, 200)
  assert.deepEqual(json.result, {
    commission: '2.00000000',
    merchant_amount: '100.00000000',
    payout_amount: '98.00000000',
  })
})

test('what is worked out is what the payout then does', async () => {
  for (const subtractFrom of ['balance', 'amount'] as const) {
    for (const is_subtract of [true, false]) {
      const { sandbox, client } = openHeleket({ wire: { subtractFrom } })
      const params = {
        ...fixedCalculation,
        amount: '80',
        currency: 'USD',
        to_currency: 'LTC',
        network: 'ltc',
        is_subtract,
      }
      const calculated = await client.payouts.calculate(params)
      const { uuid } = await client.payouts.create({ ...fixedPayout, ...params })
      await sandbox.settlePayout(uuid, 'paid')
      const [{ commission, merchant_amount, payer_amount }] = toldBy(sandbox) as [Record<string, string>]
      assert.deepEqual(calculated, { commission, merchant_amount, payout_amount: payer_amount })
    }
  }
})

test('nothing is moved or made, and more than the balance is worked out all the same', async () => {
  const { client } = openHeleket()
  const before = await client.balance.get()
  assert.equal(
    (await client.payouts.calculate({ ...fixedCalculation, amount: '50000' })).payout_amount,
    '49000.00000000',
  )
  assert.deepEqual(await client.balance.get(), before)
  assert.equal((await client.payouts.list()).items.length, 0)
})

test('what no payout could be is refused in the same words', async () => {
  const { client } = openHeleket()
  const error = await rejected('api', client.payouts.calculate({ ...fixedCalculation, network: 'btc' }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'The service was not found'])
})

test('cryptomus works nothing out', async () => {
  assert.equal((await ask(openSandbox().sandbox, '/v1/payout/calc', fixedCalculation)).status, 404)
})
