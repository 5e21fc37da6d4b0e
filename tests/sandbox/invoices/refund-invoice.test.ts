import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { balanceOf } from '../../tools/account.ts'
import { rejected } from '../../tools/rejected.ts'
import { ask, fixedInvoice, fixedPayout, openSandbox, startAt, statusesTold, toldBy } from '../../tools/sandbox.ts'

const address = 'TXinventedAddressOfNobody0000000000'

/** A sandbox with one invoice of 100 USDT that was paid, and what of it the tests look at. */
async function openPaid(options: SandboxOptions = {}, amount?: string) {
  const { sandbox, client } = openSandbox(options)
  const { uuid } = await client.payments.create({ ...fixedInvoice, amount: '100', is_payment_multiple: false })
  await sandbox.pay(uuid, { amount })
  const stands = async () => {
    const { payment_status, is_final } = await client.payments.get({ uuid })
    return [payment_status, is_final]
  }
  return { sandbox, client, uuid, stands, balance: () => balanceOf(client, 'USDT') }
}

test('with is_subtract the fee comes out of the balance', async () => {
  const { client, uuid, balance } = await openPaid()
  assert.equal(await balance(), '10098.00000000')
  assert.deepEqual(await client.payments.refund({ uuid, address, is_subtract: true }), [])
  assert.equal(await balance(), '9996.00000000')
})

test('without it the fee comes out of what is refunded', async () => {
  const { client, balance } = await openPaid()
  await client.payments.refund({ order_id: 'order-1', address, is_subtract: false })
  assert.equal(await balance(), '9998.00000000')
})

test('a refund is on its way first and arrives later, told at each step', async () => {
  const { sandbox, client, uuid, stands, balance } = await openPaid()
  await client.payments.refund({ uuid, address, is_subtract: false })
  assert.deepEqual(await stands(), ['refund_process', true])
  await sandbox.advance(59_999)
  assert.deepEqual(await stands(), ['refund_process', true])
  await sandbox.advance(1)
  assert.deepEqual(await stands(), ['refund_paid', true])
  assert.deepEqual(statusesTold(sandbox), ['paid', 'refund_process', 'refund_paid'])
  assert.deepEqual(
    sandbox.deliveries.map(({ at }) => at - startAt),
    [0, 0, 60_000],
  )
  assert.equal(toldBy(sandbox)[2].payment_amount, '100.00000000')
  assert.equal(await balance(), '9998.00000000')
  await sandbox.advance(10_000_000)
  assert.deepEqual(await stands(), ['refund_paid', true])
})

test('wire.refundMs says how long it takes', async () => {
  const { sandbox, client, uuid, stands } = await openPaid({ wire: { refundMs: 5000 } })
  await client.payments.refund({ uuid, address, is_subtract: true })
  await sandbox.advance(5000)
  assert.deepEqual(await stands(), ['refund_paid', true])
})

test('paying too much or too little can be refunded as well, all of it', async () => {
  for (const [amount, left] of [
    ['150', '9997.00000000'],
    ['50', '9999.00000000'],
  ]) {
    const { sandbox, client, uuid, stands, balance } = await openPaid({}, amount)
    await client.payments.refund({ uuid, address, is_subtract: false })
    await sandbox.advance(60_000)
    assert.deepEqual(await stands(), ['refund_paid', true])
    assert.equal(await balance(), left)
  }
})

test('what was not paid, is waiting for more, or was refunded is not completed', async () => {
  const { sandbox, client } = openSandbox()
  const refusal = async (order_id: string) => {
    const error = await rejected('api', client.payments.refund({ order_id, address, is_subtract: true }))
    return [error.status, error.gatewayMessage]
  }
  const expected = [422, 'Refunds are made only for completed payments']
  await client.payments.create({ amount: '10', currency: 'USD', order_id: 'open' })
  assert.deepEqual(await refusal('open'), expected)
  const { uuid } = await client.payments.create(fixedInvoice)
  assert.deepEqual(await refusal('order-1'), expected)
  await sandbox.pay(uuid, { amount: '1' })
  assert.deepEqual(await refusal('order-1'), expected)
  await sandbox.pay(uuid)
  await client.payments.refund({ uuid, address, is_subtract: true })
  assert.deepEqual(await refusal('order-1'), expected)
  await sandbox.advance(60_000)
  assert.deepEqual(await refusal('order-1'), expected)
})

test('more than the balance is refused, and nothing moves', async () => {
  const { sandbox, client, uuid, stands, balance } = await openPaid()
  await client.payouts.create({ ...fixedPayout, amount: '9997', is_subtract: false })
  assert.equal(await balance(), '101.00000000')
  const error = await rejected('api', client.payments.refund({ uuid, address, is_subtract: true }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'Not enough funds'])
  assert.deepEqual(await stands(), ['paid', true])
  assert.equal(await balance(), '101.00000000')
  assert.deepEqual(statusesTold(sandbox), ['paid'])
  await client.payments.refund({ uuid, address, is_subtract: false })
  assert.equal(await balance(), '1.00000000')
})

test('an invoice under way to being refunded cannot be paid', async () => {
  const { sandbox, client, uuid } = await openPaid()
  await client.payments.refund({ uuid, address, is_subtract: false })
  const error = await rejected('validation', sandbox.pay(uuid, { amount: '1' }))
  assert.match(error.message, /final: refund_process\./)
})

test('an unknown invoice was not found, and one must be named', async () => {
  const { sandbox, client } = await openPaid()
  const error = await rejected('api', client.payments.refund({ uuid: 'nobody', address, is_subtract: true }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'Payment was not found'])
  const { json } = await ask(sandbox, '/v1/payment/refund', { address, is_subtract: true })
  const missing = ['validation.required_without']
  assert.deepEqual(json, { state: 1, errors: { uuid: missing, order_id: missing } })
})

test('uuid wins where both are given, unlike in reading', async () => {
  const { sandbox, client, uuid, stands } = await openPaid()
  await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })
  await ask(sandbox, '/v1/payment/refund', { uuid, order_id: 'order-2', address, is_subtract: true })
  assert.deepEqual(await stands(), ['refund_process', true])
})

test('heleket takes it under the payout key', async () => {
  const { client, uuid, stands } = await openPaid({ gateway: 'heleket' })
  await client.payments.refund({ uuid, address, is_subtract: true })
  assert.deepEqual(await stands(), ['refund_process', true])
})
