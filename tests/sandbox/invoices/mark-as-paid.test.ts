import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreatePaymentParams } from '../../../src/operations/payments/create-payment.ts'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { balanceOf } from '../../tools/account.ts'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedInvoice, openSandbox, statusesTold, toldBy } from '../../tools/sandbox.ts'

/** A sandbox with one invoice of which a quarter was paid. */
async function openUnderpaid(params: Partial<CreatePaymentParams> = {}, options: SandboxOptions = {}) {
  const { sandbox, client } = openSandbox(options)
  const { uuid } = await client.payments.create({ ...fixedInvoice, ...params })
  await sandbox.pay(uuid, { amount: '5' })
  const stands = async () => {
    const { payment_status, is_final } = await client.payments.get({ uuid })
    return [payment_status, is_final]
  }
  return { sandbox, client, uuid, stands, balance: () => balanceOf(client, 'USDT') }
}

test('an invoice that waits for more is paid when time goes on, and what was paid is credited', async () => {
  const { sandbox, client, uuid, stands, balance } = await openUnderpaid()
  assert.deepEqual(await client.payments.markAsPaid({ uuid }), {
    success: true,
    message: 'The request has been accepted and queued for processing.',
  })
  assert.deepEqual(await stands(), ['wrong_amount_waiting', false])
  assert.equal(await balance(), '10000.00000000')
  await sandbox.advance(0)
  assert.deepEqual(await stands(), ['paid', true])
  assert.equal(await balance(), '10004.90000000')
  assert.deepEqual(statusesTold(sandbox), ['wrong_amount_waiting', 'paid'])
  const [first, second] = toldBy(sandbox)
  assert.deepEqual(['txid' in first, 'txid' in second], [true, false])
  assert.deepEqual([second.payment_amount, second.is_final], ['5.00000000', true])
})

test('an invoice that ended underpaid is paid as well, and not credited again', async () => {
  const { sandbox, client, stands, balance } = await openUnderpaid({ is_payment_multiple: false })
  assert.equal(await balance(), '10004.90000000')
  await client.payments.markAsPaid({ order_id: 'order-1' })
  await sandbox.advance(1)
  assert.deepEqual(await stands(), ['paid', true])
  assert.equal(await balance(), '10004.90000000')
  assert.deepEqual(statusesTold(sandbox), ['wrong_amount', 'paid'])
})

test('it is carried out before the invoice expires, however late time goes on', async () => {
  const { sandbox, client, uuid, stands } = await openUnderpaid()
  await client.payments.markAsPaid({ uuid })
  await sandbox.advance(100_000_000)
  assert.deepEqual(await stands(), ['paid', true])
  assert.deepEqual(statusesTold(sandbox), ['wrong_amount_waiting', 'paid'])
})

test('what is topped up in full in between is judged by what was paid', async () => {
  const { sandbox, client, uuid, stands, balance } = await openUnderpaid()
  await client.payments.markAsPaid({ uuid })
  await sandbox.pay(uuid, { amount: '25' })
  await sandbox.advance(1)
  assert.deepEqual(await stands(), ['paid_over', true])
  assert.equal(await balance(), '10029.40000000')
})

test('a further part that is on its way is waited for', async () => {
  const { sandbox, client, uuid, stands, balance } = await openUnderpaid({}, { wire: { confirmationMs: 1000 } })
  await sandbox.advance(1000)
  await client.payments.markAsPaid({ uuid })
  await sandbox.pay(uuid, { amount: '5' })
  await sandbox.advance(999)
  assert.deepEqual(await stands(), ['confirm_check', false])
  await sandbox.advance(1)
  assert.deepEqual(await stands(), ['paid', true])
  assert.equal(await balance(), '10009.80000000')
})

test('a refund in between takes its place', async () => {
  const { sandbox, client, uuid, stands } = await openUnderpaid({ is_payment_multiple: false })
  await client.payments.markAsPaid({ uuid })
  await client.payments.refund({ uuid, address: 'TXpayer000000', is_subtract: false })
  await sandbox.advance(60_000)
  assert.deepEqual(await stands(), ['refund_paid', true])
})

test('what is not underpaid, or does not exist, is not found, with a dot', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  const refusal = async (named: string) => {
    const { status, gatewayMessage } = await rejected('api', client.payments.markAsPaid({ uuid: named }))
    return [status, gatewayMessage]
  }
  assert.deepEqual(await refusal('nobody'), [422, 'Payment not found.'])
  assert.deepEqual(await refusal(uuid), [422, 'Payment not found.'])
  await sandbox.pay(uuid)
  assert.deepEqual(await refusal(uuid), [422, 'Payment not found.'])
})

test('an invoice must be named', async () => {
  const { status, json } = await ask(openSandbox().sandbox, '/v1/payment/mark-as-paid', {})
  const missing = ['validation.required_without']
  assert.deepEqual([status, json], [422, { state: 1, errors: { uuid: missing, order_id: missing } }])
})
