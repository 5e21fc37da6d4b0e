import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderTestWebhook, type TestSubject } from '../../../src/sandbox/test-webhooks/render-test-webhook.ts'
import { createRandom } from '../../../src/sandbox/world/random.ts'

const subject: TestSubject = { kind: 'payment', currency: 'USDT', network: 'TRON', status: 'paid' }
const render = (differing: Partial<TestSubject> = {}): Record<string, unknown> => ({
  ...renderTestWebhook({ ...subject, ...differing }, createRandom(1)),
})
const testId = /^test_[0-9a-f]{15}$/
const uuid = '4a1f6d52-93c7-4e0b-8d2a-6b5c4d3e2f10'

test('a test webhook about an invoice has short amounts, made-up ids and its members in the documented order', () => {
  const { uuid: made, order_id, from, txid, ...rest } = render()
  assert.match(String(made), /^[0-9a-f-]{36}$/)
  for (const id of [order_id, from, txid]) assert.match(String(id), testId)
  assert.equal(new Set([order_id, from, txid]).size, 3)
  assert.deepEqual(rest, {
    type: 'payment',
    amount: '1',
    payment_amount: '1',
    payment_amount_usd: '1',
    merchant_amount: '1',
    commission: '0',
    is_final: true,
    status: 'paid',
    wallet_address_uuid: null,
    network: 'tron',
    currency: 'USDT',
    payer_currency: 'USDT',
    payer_amount: '1',
    payer_amount_exchange_rate: null,
    additional_data: null,
    transfer_id: null,
  })
  assert.equal(
    Object.keys(render()).join(' '),
    'type uuid order_id amount payment_amount payment_amount_usd merchant_amount commission is_final status from ' +
      'wallet_address_uuid network currency payer_currency payer_amount payer_amount_exchange_rate additional_data ' +
      'transfer_id txid',
  )
})

test('a test webhook about a payout has the members of a payout', () => {
  const { uuid: made, order_id, txid, ...rest } = render({ kind: 'payout' })
  assert.match(String(made), /^[0-9a-f-]{36}$/)
  for (const id of [order_id, txid]) assert.match(String(id), testId)
  assert.deepEqual(rest, {
    type: 'payout',
    amount: '1',
    merchant_amount: '1',
    commission: '0',
    is_final: true,
    status: 'paid',
    currency: 'USDT',
    network: 'tron',
    payer_currency: 'USDT',
    payer_amount: '1',
  })
})

test('ids that were given are said', () => {
  const payment = render({ uuid, orderId: 'order-1' })
  assert.deepEqual([payment.uuid, payment.order_id, payment.wallet_address_uuid], [uuid, 'order-1', null])
  const wallet = render({ kind: 'wallet', uuid })
  assert.deepEqual([wallet.type, wallet.uuid, wallet.wallet_address_uuid], ['wallet', uuid, uuid])
  assert.equal(render({ kind: 'wallet' }).wallet_address_uuid, null)
})

test('a status that leads on to another is not final', () => {
  const open = ['check', 'process', 'refund_process']
  for (const status of [...open, 'paid', 'paid_over', 'wrong_amount', 'fail', 'cancel', 'system_fail', 'refund_paid']) {
    const { is_final, status: said } = render({ status })
    assert.deepEqual([said, is_final], [status, !open.includes(status)])
  }
})
