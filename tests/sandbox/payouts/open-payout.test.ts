import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreatePayoutParams } from '../../../src/operations/payouts/create-payout.ts'
import { openPayout } from '../../../src/sandbox/payouts/open-payout.ts'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { coins } from '../../../src/sandbox/world/market.ts'
import { toShortest } from '../../../src/sandbox/world/units.ts'
import { rejected } from '../../tools/rejected.ts'
import { fixedPayout, openSandbox, openWorld } from '../../tools/sandbox.ts'

/** Opens a payout, and tells what was answered and which balances changed by how much. */
function open(given: Partial<CreatePayoutParams> = {}, options: SandboxOptions = {}) {
  const world = openWorld(options)
  const before = new Map(coins.map((coin) => [coin, world.ledger.balanceOf('merchant', coin)]))
  const { body } = openPayout(world, { ...fixedPayout, ...given })
  const debited = coins
    .map((coin) => [coin, toShortest((before.get(coin) ?? 0n) - world.ledger.balanceOf('merchant', coin))] as const)
    .filter(([, amount]) => amount !== '0')
  return { body: body as { state: number; message?: string; result: Record<string, unknown> }, debited }
}

for (const [name, options, isSubtract, debited, sent] of [
  ['cryptomus, from the balance', {}, true, '102', 100],
  ['cryptomus, from the amount', {}, false, '100', 98],
  ['heleket, from the amount', { gateway: 'heleket' }, true, '100', 98],
  ['heleket, from the balance', { gateway: 'heleket' }, false, '102', 100],
  ['a switch, from the amount', { wire: { subtractFrom: 'amount' } }, true, '100', 98],
  ['a switch, from the balance', { gateway: 'heleket', wire: { subtractFrom: 'balance' } }, true, '102', 100],
] as const) {
  test(`is_subtract ${isSubtract} takes the fee as documented: ${name}`, () => {
    const opened = open({ is_subtract: isSubtract }, options)
    assert.deepEqual(opened.debited, [['USDT', debited]])
    assert.equal(opened.body.result.payer_amount, sent)
  })
}

test('a coin on its only network needs none to be named', () => {
  const { body } = open({ amount: '1', currency: 'LTC', network: undefined })
  assert.deepEqual([body.state, body.result.network], [0, 'LTC'])
})

test('another balance can pay by conversion', () => {
  const { body, debited } = open({ amount: '1', currency: 'LTC', network: 'ltc', from_currency: 'USDT' })
  assert.deepEqual(debited, [['USDT', '81.6']])
  assert.deepEqual([body.result.payer_currency, body.result.payer_amount, body.result.balance], ['LTC', 1, 9918.4])
})

test('a fiat amount is sent in a coin', () => {
  const { body, debited } = open({ amount: '88', currency: 'EUR', to_currency: 'ltc', network: 'ltc' })
  assert.deepEqual(debited, [['LTC', '1.2342']])
  const { amount, currency, payer_currency, payer_amount } = body.result
  assert.deepEqual([amount, currency, payer_currency, payer_amount], ['88', 'EUR', 'LTC', 1.21])
})

test('a fiat amount is sent in a coin and paid by another balance', () => {
  const { debited } = open({ amount: '80', currency: 'USD', to_currency: 'LTC', network: 'ltc', from_currency: 'USDT' })
  assert.deepEqual(debited, [['USDT', '81.6']])
})

for (const [given, message] of [
  [{ currency: 'XXX' }, 'The currency was not found'],
  [{ currency: 'EUR' }, 'Not found service to_currency'],
  [{ currency: 'EUR', to_currency: 'USD' }, 'Not found service to_currency'],
  [{ network: 'nowhere' }, 'The service was not found'],
  [{ network: undefined }, 'The service was not found'],
  [{ currency: 'BTC', network: 'tron' }, 'The service was not found'],
  [{ amount: '0.4' }, 'Minimum amount 0.5 USDT'],
  [{ amount: '10000001' }, 'Maximum amount 10000000 USDT'],
  [{ amount: '9900' }, 'Not enough funds'],
  [
    { amount: '125', currency: 'LTC', network: 'ltc', from_currency: 'USDT' },
    'Not enough balance for convert USDT to LTC',
  ],
] as const) {
  test(`refuses ${JSON.stringify(given)}: ${message}`, () => {
    const { body, debited } = open(given)
    assert.deepEqual([body, debited], [{ state: 1, message }, []])
  })
}

test('the whole balance can be paid out, and not a unit more', () => {
  assert.equal(open({ amount: '10000', is_subtract: false }).body.state, 0)
  assert.equal(open({ amount: '10000.00000001', is_subtract: false }).body.message, 'Not enough funds')
})

test('a known order_id answers with the payout that exists, and nothing more is paid', async () => {
  const { sandbox, client } = openSandbox()
  const first = await client.payouts.create(fixedPayout)
  const again = await client.payouts.create(fixedPayout)
  assert.deepEqual(again, first)
  assert.equal(again.balance, '9898')
  await sandbox.settlePayout(first.uuid, 'fail')
  assert.equal((await client.payouts.create(fixedPayout)).status, 'fail')
  assert.equal((await client.payouts.list()).items.length, 1)
})

test('another payout under a known order_id is the old one', () => {
  const world = openWorld()
  const first = openPayout(world, fixedPayout)
  assert.deepEqual(openPayout(world, { ...fixedPayout, amount: '7', currency: 'XXX', address: 'other' }), first)
})

test('an order_id of an invoice is no order_id of a payout', async () => {
  const { client } = openSandbox()
  await client.payments.create({ amount: '5', currency: 'USD', order_id: 'payout-1' })
  assert.equal((await client.payouts.create(fixedPayout)).status, 'process')
})

test('the client gets a refusal in the words of the gateway', async () => {
  const { client } = openSandbox()
  const error = await rejected('api', client.payouts.create({ ...fixedPayout, amount: '9999' }))
  assert.deepEqual([error.status, error.gatewayMessage, error.outcome], [422, 'Not enough funds', 'rejected'])
})
