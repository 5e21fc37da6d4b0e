import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Client, createClient } from '../../src/client.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { payoutSample } from '../fixtures/payouts.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

const invoice = { amount: '15', currency: 'USD', order_id: 'order-1' }
const payout = { amount: '7', currency: 'USDT', order_id: 'payout-1', address: payoutSample.address, is_subtract: true }

const answering = (result: object) => {
  const { fetch, sent } = fakeFetch(ok(result))
  return { client: createClient({ ...credentials, fetch }), sent }
}

test('an invoice that exists with another amount is a conflict, and nothing is sent again', async () => {
  const { client, sent } = answering(paymentSample)
  const error = await rejected('conflict', client.payments.create({ ...invoice, amount: '15.01' }))
  assert.deepEqual([error.fields, error.outcome, error.attempts, sent.length], [['amount'], 'unknown', 1, 1])
  assert.equal((error.existing as { uuid: string }).uuid, paymentSample.uuid)
})

for (const [id, create] of [
  ['payments.create', ({ payments }: Client) => payments.create(invoice)],
  ['payouts.create', ({ payouts }: Client) => payouts.create({ ...payout, network: 'tron' })],
  [
    'recurrences.create',
    ({ recurrences }: Client) => recurrences.create({ ...invoice, name: 'Subscription', period: 'monthly' }),
  ],
] as const) {
  test(`a conflict of ${id} was sent once, names the operation, and its outcome is unknown`, async () => {
    const { client } = answering({ ...paymentSample, order_id: invoice.order_id, amount: '999' })
    const error = await rejected('conflict', create(client))
    assert.deepEqual([error.operation, error.outcome, error.retryable, error.attempts], [id, 'unknown', false, 1])
    assert.ok(error.fields.includes('amount'))
  })
}

test('what extra put over a param is what is compared', async () => {
  const { client } = answering(paymentSample)
  await rejected('conflict', client.payments.create(invoice, { extra: { amount: '16' } }))
})

for (const [why, params, result] of [
  ['the same amount in another spelling', { amount: '7.000' }, payoutSample],
  ['the network in another case', { network: 'tron' }, payoutSample],
  ['a fiat amount that was converted', { currency: 'USD', to_currency: 'USDT', amount: '6.5' }, payoutSample],
  ['an answer without order_id', {}, payoutSample],
  ['an answer that speaks of little', {}, { uuid: 'u' }],
] as const) {
  test(`a payout is no conflict for ${why}`, async () => {
    const { client } = answering(result)
    assert.equal((await client.payouts.create({ ...payout, ...params })).uuid, result.uuid)
  })
}

for (const [field, value] of [
  ['amount', '8'],
  ['currency', 'USDC'],
  ['network', 'bsc'],
  ['address', 'TanotherAddressOfNobody00000000000'],
] as const) {
  test(`a payout that exists with another ${field} is a conflict`, async () => {
    const { client } = answering(payoutSample)
    const error = await rejected('conflict', client.payouts.create({ ...payout, [field]: value }))
    assert.deepEqual(error.fields, [field])
    assert.ok(error.message.includes(`under this order_id with another ${field}:`), error.message)
  })
}

test('the sandbox answers a known order_id with the old record, as the gateway does, and that is found out', async () => {
  const client = createClient(createSandbox().clientOptions)
  const first = await client.payments.create(invoice)
  assert.equal((await client.payments.create(invoice)).uuid, first.uuid)
  const error = await rejected('conflict', client.payments.create({ ...invoice, currency: 'EUR' }))
  assert.deepEqual(error.fields, ['currency'])
  assert.deepEqual(error.existing, first)
})
