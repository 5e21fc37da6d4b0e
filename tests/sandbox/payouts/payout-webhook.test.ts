import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedPayout, openSandbox, toldBy } from '../../tools/sandbox.ts'

const documented = [
  'type',
  'uuid',
  'order_id',
  'amount',
  'merchant_amount',
  'commission',
  'is_final',
  'status',
  'txid',
  'currency',
  'network',
  'payer_currency',
  'payer_amount',
  'sign',
]

test('a payout is told with its members in the documented order, amounts with eight decimals, and the sign last', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  await sandbox.settlePayout(uuid, 'paid')
  const [told] = toldBy(sandbox)
  assert.deepEqual(Object.keys(told), documented)
  const { txid, sign, ...rest } = told
  assert.match(txid, /^[0-9a-f]{64}$/)
  assert.match(sign, /^[0-9a-f]{32}$/)
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
})

test('a failed payout is told with its reason and without a txid', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  await sandbox.settlePayout(uuid, 'fail', { isFinal: false })
  const [told] = toldBy(sandbox)
  const keys = documented.flatMap((name) => (name === 'status' ? [name, 'fail_reason'] : [name]))
  assert.deepEqual(Object.keys(told), keys)
  assert.deepEqual([told.fail_reason, told.txid, told.is_final], ['system_error', null, false])
})
