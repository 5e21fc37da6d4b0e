import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heleket } from '../../../src/gateways/gateways.ts'
import type { CreatePaymentParams } from '../../../src/operations/payments/create-payment.ts'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { qrImage } from '../../../src/sandbox/world/qr-image.ts'
import { rejected } from '../../support/rejected.ts'
import {
  ask,
  balanceOf,
  fixedInvoice,
  fixedPayout,
  openSandbox,
  openWallet,
  startAt,
  statusesTold,
  toldBy,
} from '../../support/sandbox.ts'

async function openInvoice(params = {}) {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create({ ...fixedInvoice, ...params })
  const refusal = async () => {
    const { status, gatewayMessage } = await rejected('api', client.payments.resendWebhook({ uuid }))
    return [status, gatewayMessage]
  }
  return { sandbox, client, uuid, refusal }
}

test('the last webhook of a paid invoice is sent again, byte for byte', async () => {
  const { sandbox, client, uuid } = await openInvoice()
  await sandbox.pay(uuid)
  const before = await client.payments.get({ uuid })
  await sandbox.advance(5000)
  assert.deepEqual(await client.payments.resendWebhook({ uuid }), [])
  const [first, second] = sandbox.deliveries
  assert.equal(second?.body, first?.body)
  assert.equal(second?.at, startAt + 5000)
  assert.deepEqual(await client.payments.get({ uuid }), before)
})

test('an invoice is named by uuid, order_id or txid', async () => {
  const { sandbox, client, uuid } = await openInvoice()
  await sandbox.pay(uuid, { txid: 'tx/1' })
  await client.payments.resendWebhook({ uuid })
  await client.payments.resendWebhook({ order_id: 'order-1' })
  await client.payments.resendWebhook({ txid: 'tx/1' })
  assert.deepEqual(statusesTold(sandbox), ['paid', 'paid', 'paid', 'paid'])
})

test('order_id wins where several are given', async () => {
  const { sandbox, client, uuid } = await openInvoice()
  const other = await client.payments.create({ ...fixedInvoice, order_id: 'order-2' })
  await sandbox.pay(uuid, { txid: 'tx-1' })
  await sandbox.pay(other.uuid)
  await ask(sandbox, '/v2/payment/resend', { uuid, order_id: 'order-2', txid: 'tx-1' })
  assert.equal(toldBy(sandbox)[2].uuid, other.uuid)
})

test('the txid names a single top-up of a static wallet', async () => {
  const { sandbox, client, uuid } = await openWallet()
  await sandbox.deposit(uuid, { amount: '1', txid: 'tx-1' })
  await sandbox.deposit(uuid, { amount: '2', txid: 'tx-2' })
  await client.payments.resendWebhook({ txid: 'tx-1' })
  const [first, , again] = toldBy(sandbox)
  assert.deepEqual(again, first)
  assert.equal(again.type, 'wallet')
})

test('it works ten times', async () => {
  const { sandbox, client, uuid, refusal } = await openInvoice()
  await sandbox.pay(uuid)
  for (let count = 0; count < 10; count += 1) await client.payments.resendWebhook({ uuid })
  assert.deepEqual(await refusal(), [422, 'Too much resend'])
  assert.equal(sandbox.deliveries.length, 11)
})

test('paid too much and ended underpaid are told again, too', async () => {
  const over = await openInvoice()
  await over.sandbox.pay(over.uuid, { amount: '25' })
  await over.client.payments.resendWebhook({ uuid: over.uuid })
  assert.deepEqual(statusesTold(over.sandbox), ['paid_over', 'paid_over'])
  const under = await openInvoice({ is_payment_multiple: false })
  await under.sandbox.pay(under.uuid, { amount: '5' })
  await under.client.payments.resendWebhook({ uuid: under.uuid })
  assert.deepEqual(statusesTold(under.sandbox), ['wrong_amount', 'wrong_amount'])
})

test('what is not finished, was never paid or is refunded is not found', async () => {
  const { sandbox, client, uuid, refusal } = await openInvoice()
  const expected = [422, 'Payment not found']
  assert.deepEqual(await refusal(), expected)
  await sandbox.pay(uuid, { amount: '5' })
  assert.deepEqual(await refusal(), expected)
  await sandbox.pay(uuid)
  await client.payments.refund({ uuid, address: 'TXpayer000000', is_subtract: true })
  assert.deepEqual(await refusal(), expected)
  const expired = await openInvoice()
  await expired.sandbox.advance(3_600_000)
  assert.deepEqual(await expired.refusal(), expected)
})

test('what does not exist is not found', async () => {
  const { client } = await openInvoice()
  for (const named of [{ uuid: 'nobody' }, { txid: 'nothing' }]) {
    const error = await rejected('api', client.payments.resendWebhook(named))
    assert.deepEqual([error.status, error.gatewayMessage], [422, 'Payment not found'])
  }
})

test('without a url_callback there is no notification', async () => {
  const { sandbox, uuid, refusal } = await openInvoice({ url_callback: undefined })
  await sandbox.pay(uuid)
  assert.deepEqual(await refusal(), [422, 'Notification not found'])
})

test('a payment must be named', async () => {
  const { status, json } = await ask(openSandbox().sandbox, '/v2/payment/resend', {})
  const missing = ['validation.required_without_all']
  assert.deepEqual([status, json], [422, { state: 1, errors: { uuid: missing, order_id: missing, txid: missing } }])
})

test('an invoice is read by uuid or by order_id', async () => {
  const { client } = openSandbox()
  const created = await client.payments.create(fixedInvoice)
  assert.deepEqual(await client.payments.get({ uuid: created.uuid }), created)
  assert.deepEqual(await client.payments.get({ order_id: 'order-1' }), created)
})

test('a list holds invoices as they are read, newest first, 15 a page', async () => {
  const { sandbox, client } = openSandbox()
  for (let count = 1; count <= 17; count += 1) {
    await client.payments.create({ ...fixedInvoice, order_id: `o-${count}` })
    await sandbox.advance(1000)
  }
  const first = await client.payments.list()
  assert.deepEqual(first.items[0], await client.payments.get({ order_id: 'o-17' }))
  assert.deepEqual([first.items.length, first.paginate?.count, first.paginate?.perPage], [15, 15, 15])
  const second = await client.payments.list({ cursor: first.paginate?.nextCursor ?? '' })
  assert.deepEqual(
    second.items.map(({ order_id }) => order_id),
    ['o-2', 'o-1'],
  )
  assert.equal(second.paginate?.nextCursor, null)
  const back = await client.payments.list({ cursor: second.paginate?.previousCursor ?? '' })
  assert.deepEqual(back.items, first.items)
})

test('a list is filtered by dates at UTC+3', async () => {
  const { sandbox, client } = openSandbox()
  for (const order_id of ['early', 'right', 'late']) {
    await client.payments.create({ ...fixedInvoice, order_id })
    await sandbox.advance(60_000)
  }
  const page = await client.payments.list({ date_from: '2026-05-01 10:00:30', date_to: '2026-05-01 10:01:30' })
  assert.deepEqual(
    page.items.map(({ order_id }) => order_id),
    ['right'],
  )
})

test('a cursor counts in the query and in the body, which wins', async () => {
  const { sandbox, client } = openSandbox()
  for (let count = 0; count < 16; count += 1) await client.payments.create({ ...fixedInvoice, order_id: `o-${count}` })
  const cursor = (await client.payments.list()).paginate?.nextCursor
  const inBody = await ask(sandbox, '/v1/payment/list', { cursor })
  const query = `cursor=${encodeURIComponent(cursor ?? '')}`
  const inQuery = await ask(sandbox, `/v1/payment/list?${query}`, {})
  const inBoth = await ask(sandbox, '/v1/payment/list?cursor=nothing', { cursor })
  assert.deepEqual(
    [inBody, inQuery, inBoth].map(({ json }) => json.result.items.length),
    [1, 1, 1],
  )
})

test('a date that is none is refused by name', async () => {
  const { sandbox } = openSandbox()
  const { status, json } = await ask(sandbox, '/v1/payment/list', { date_from: 'yesterday' })
  assert.deepEqual([status, json], [422, { state: 1, errors: { date_from: ['validation.regex'] } }])
})

test('an invoice that does not exist is a 422, or what wire.notFoundStatus says', async () => {
  const usual = await rejected('api', openSandbox().client.payments.get({ uuid: 'nobody' }))
  assert.deepEqual([usual.status, usual.gatewayMessage], [422, 'Payment not found'])
  const { client } = openSandbox({ wire: { notFoundStatus: 404 } })
  assert.equal((await rejected('api', client.payments.get({ order_id: 'nobody' }))).status, 404)
})

test('shows the address of an invoice', async () => {
  const { client } = openSandbox()
  const { uuid, address } = await client.payments.create(fixedInvoice)
  const { image } = await client.payments.createQr({ merchant_payment_uuid: uuid })
  assert.equal(image, qrImage(address ?? ''))
})

test('an invoice without an address is refused', async () => {
  const { client } = openSandbox()
  const { uuid } = await client.payments.create({ amount: '5', currency: 'USD', order_id: 'order-1' })
  const error = await rejected('api', client.payments.createQr({ merchant_payment_uuid: uuid }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'Address not found'])
})

test('an invoice that does not exist is refused, as wire.notFoundStatus says', async () => {
  const { client } = openSandbox({ wire: { notFoundStatus: 404 } })
  const error = await rejected('api', client.payments.createQr({ merchant_payment_uuid: 'nobody' }))
  assert.deepEqual([error.status, error.gatewayMessage], [404, 'Payment not found'])
})

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

test('a part is refunded where the gateway knows parts, never more than was paid', async () => {
  const { client, uuid, balance } = await openPaid({ gateway: heleket })
  const before = await balance()
  const error = await rejected('api', client.payments.refund({ uuid, address, is_subtract: false, amount: '100.01' }))
  assert.equal(error.gatewayMessage, 'The refund amount should not be more than the amount paid')
  assert.equal(await balance(), before)
  await client.payments.refund({ uuid, address, is_subtract: false, amount: '30' })
  assert.equal(Number(before) - Number(await balance()), 30)
})

test('a gateway that knows no parts ignores the amount and refunds everything', async () => {
  const { sandbox, balance } = await openPaid()
  await ask(sandbox, '/v1/payment/refund', { order_id: 'order-1', address, is_subtract: false, amount: '30' })
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
