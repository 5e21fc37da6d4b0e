import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type PayoutWish, planPayout } from '../../../src/sandbox/payouts/payout.ts'
import { openWorld } from '../../tools/sandbox.ts'

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
