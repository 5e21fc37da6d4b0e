import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fixedPayout, openSandbox, toldBy } from '../../tools/sandbox.ts'

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
