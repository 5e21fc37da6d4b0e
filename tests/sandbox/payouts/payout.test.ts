import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PayoutWish, planPayout } from '../../../src/sandbox/payouts/payout.ts'
import { ask, fixedPayout, openSandbox, openWorld, toldBy } from '../../support/sandbox.ts'

const wish: PayoutWish = { amount: '100', currency: 'USDT', network: 'TRON', is_subtract: true }
const faultOf = (params: Partial<PayoutWish>) => {
  const planned = planPayout(openWorld(), { ...wish, ...params })
  return 'fault' in planned ? planned.fault : assert.fail('a plan')
}
const planOf = (params: Partial<PayoutWish>, world = openWorld()) => {
  const planned = planPayout(world, { ...wish, ...params })
  return 'plan' in planned ? planned.plan : assert.fail(planned.fault)
}

test('plans in units, with codes as the sandbox spells them', () => {
  const units = (amount: bigint) => amount * 10n ** 8n
  assert.deepEqual(planOf({ currency: 'usdt' }), {
    sentIn: 'USDT',
    network: 'tron',
    fundedIn: 'USDT',
    sent: units(100n),
    fee: units(2n),
    debited: units(102n),
  })
})

test('who bears the fee turns with is_subtract and with wire.subtractFrom', () => {
  const amount = openWorld({ wire: { subtractFrom: 'amount' } })
  const sums = [planOf({}), planOf({ is_subtract: false }), planOf({}, amount), planOf({ is_subtract: false }, amount)]
  assert.deepEqual(
    sums.map(({ sent, debited }) => [sent, debited].map((units) => units / 10n ** 8n)),
    [
      [100n, 102n],
      [98n, 100n],
      [98n, 100n],
      [100n, 102n],
    ],
  )
})

test('the only network of a coin may be left out', () => {
  assert.equal(planOf({ amount: '0.01', currency: 'BTC', network: undefined }).network, 'btc')
  assert.equal(faultOf({ network: undefined }), 'The service was not found')
})

test('says what the gateway would say, and does not mind the balance', () => {
  assert.equal(faultOf({ currency: 'XXX' }), 'The currency was not found')
  assert.equal(faultOf({ to_currency: 'EUR' }), 'Not found service to_currency')
  assert.equal(faultOf({ network: 'btc' }), 'The service was not found')
  assert.equal(faultOf({ amount: '0.49' }), 'Minimum amount 0.5 USDT')
  assert.equal(faultOf({ amount: '10000001' }), 'Maximum amount 10000000 USDT')
  assert.equal(planOf({ amount: '9000000' }).fundedIn, 'USDT')
})

async function settle(status: 'paid' | 'fail') {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  await sandbox.settlePayout(uuid, status)
  const [webhook] = toldBy(sandbox)
  return { uuid, webhook }
}

test('a paid payout is told with its members in the documented order and sign last', async () => {
  const { uuid, webhook } = await settle('paid')
  const { txid, sign, ...rest } = webhook
  assert.deepEqual(rest, {
    type: 'payout',
    uuid,
    order_id: 'payout-1',
    amount: '100.00000000',
    merchant_amount: '102.00000000',
    commission: '2.00000000',
    is_final: true,
    status: 'paid',
    currency: 'USDT',
    network: 'tron',
    payer_currency: 'USDT',
    payer_amount: '100.00000000',
  })
  assert.match(txid, /^[0-9a-f]{64}$/)
  assert.match(sign, /^[0-9a-f]{32}$/)
  const names = Object.keys(webhook)
  assert.deepEqual(names.slice(0, 9), [...Object.keys(rest).slice(0, 8), 'txid'])
  assert.equal(names.at(-1), 'sign')
})

test('a failed payout says why, and its txid is null', async () => {
  const { webhook } = await settle('fail')
  assert.deepEqual([webhook.status, webhook.fail_reason, webhook.txid], ['fail', 'system_error', null])
  const names = Object.keys(webhook)
  assert.equal(names[names.indexOf('status') + 1], 'fail_reason')
})

test('reading a payout answers the same object as creating it, with JSON numbers', async () => {
  const { sandbox } = openSandbox()
  const created = await ask(sandbox, '/v1/payout', fixedPayout)
  const read = await ask(sandbox, '/v1/payout/info', { order_id: 'payout-1' })
  assert.equal(read.text, created.text)
  assert.equal(typeof read.json.result.balance, 'number')
})

test('a list shows the balance as a string, and dates at UTC+3', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/payout', fixedPayout)
  await sandbox.advance(60_000)
  const { merchant_uuid, items } = (await ask(sandbox, '/v1/payout/list', {})).json.result
  assert.equal(merchant_uuid, sandbox.clientOptions.merchantId)
  const [{ txid, ...listed }] = items
  assert.match(txid, /^[0-9a-f]{64}$/)
  assert.deepEqual(listed, {
    uuid: json.result.uuid,
    amount: '100',
    currency: 'USDT',
    network: 'TRON',
    address: fixedPayout.address,
    status: 'paid',
    is_final: true,
    order_id: 'payout-1',
    balance: '9898.00000000',
    created_at: '2026-05-01T10:00:00+03:00',
    updated_at: '2026-05-01T10:01:00+03:00',
  })
})
