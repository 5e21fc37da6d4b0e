import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreatePaymentParams } from '../../../src/operations/payments/create-payment.ts'
import { markAsPaid, refundInvoice } from '../../../src/sandbox/invoices/behaviour.ts'
import { createInvoice } from '../../../src/sandbox/invoices/create-invoice.ts'
import { owedOn, payInvoice, receivePayment, updateInvoice } from '../../../src/sandbox/invoices/lifecycle.ts'
import { chooseRoute } from '../../../src/sandbox/invoices/route.ts'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { advanceClock } from '../../../src/sandbox/world/clock.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { rejected } from '../../support/rejected.ts'
import { allOf, balanceOf, fixedInvoice, openSandbox, openWorld, startAt, statusesTold } from '../../support/sandbox.ts'

/** A sandbox with one invoice, and readers of what tests assert. */
async function openInvoice(params: Partial<CreatePaymentParams> = {}, options: SandboxOptions = {}) {
  const { sandbox, client } = openSandbox(options)
  const { uuid } = await client.payments.create({ ...fixedInvoice, ...params })
  const read = () => client.payments.get({ uuid })
  const stands = async () => {
    const { payment_status, is_final } = await read()
    return [payment_status, is_final]
  }
  return { sandbox, client, uuid, read, stands, balanceOf: (coin: string) => balanceOf(client, coin) }
}

test('the exact amount makes it paid, and the merchant is credited less the fee', async () => {
  const { sandbox, uuid, read, stands, balanceOf } = await openInvoice()
  await sandbox.pay(uuid)
  assert.deepEqual(await stands(), ['paid', true])
  const { payment_amount, payment_amount_usd, merchant_amount, commission, from, txid } = await read()
  assert.deepEqual([payment_amount, payment_amount_usd], ['20.00000000', '20.00'])
  assert.deepEqual([merchant_amount, commission], ['19.60000000', '0.40000000'])
  assert.match(txid ?? '', /^[0-9a-f]{64}$/)
  assert.match(from ?? '', /^sandbox-payer-/)
  assert.equal(await balanceOf('USDT'), '10019.60000000')
})

test('the hash of the transaction can be chosen', async () => {
  const { sandbox, uuid, read } = await openInvoice()
  await sandbox.pay(uuid, { txid: 'tx/1' })
  assert.equal((await read()).txid, 'tx/1')
})

test('too little waits for more, and what was missing makes it paid', async () => {
  const { sandbox, uuid, stands, balanceOf } = await openInvoice()
  await sandbox.pay(uuid, { amount: '5' })
  assert.deepEqual(await stands(), ['wrong_amount_waiting', false])
  assert.equal(await balanceOf('USDT'), '10000.00000000')
  await sandbox.pay(uuid, { amount: '5' })
  assert.deepEqual(await stands(), ['wrong_amount_waiting', false])
  await sandbox.pay(uuid)
  assert.deepEqual(await stands(), ['paid', true])
  assert.equal(await balanceOf('USDT'), '10019.60000000')
  assert.deepEqual(statusesTold(sandbox), ['wrong_amount_waiting', 'wrong_amount_waiting', 'paid'])
})

test('too little that is never topped up ends as wrong_amount at expiry, credited', async () => {
  const { sandbox, uuid, stands, balanceOf } = await openInvoice()
  await sandbox.pay(uuid, { amount: '5' })
  await sandbox.advance(3_600_000)
  assert.deepEqual(await stands(), ['wrong_amount', true])
  assert.equal(await balanceOf('USDT'), '10004.90000000')
})

test('too little is final at once where topping up is not allowed', async () => {
  const { sandbox, uuid, stands, balanceOf } = await openInvoice({ is_payment_multiple: false })
  await sandbox.pay(uuid, { amount: '5' })
  assert.deepEqual(await stands(), ['wrong_amount', true])
  assert.equal(await balanceOf('USDT'), '10004.90000000')
})

test('too much makes it paid_over, and all of it is credited', async () => {
  const { sandbox, uuid, stands, balanceOf } = await openInvoice()
  await sandbox.pay(uuid, { amount: '25' })
  assert.deepEqual(await stands(), ['paid_over', true])
  assert.equal(await balanceOf('USDT'), '10024.50000000')
})

test('accuracy_payment_percent tolerates that much and no more', async () => {
  const enough = await openInvoice({ accuracy_payment_percent: 5 })
  await enough.sandbox.pay(enough.uuid, { amount: '19' })
  assert.deepEqual(await enough.stands(), ['paid', true])
  const short = await openInvoice({ accuracy_payment_percent: 5 })
  await short.sandbox.pay(short.uuid, { amount: '18.99999999' })
  assert.deepEqual(await short.stands(), ['wrong_amount_waiting', false])
})

test('a payment is seen first and confirmed later', async () => {
  const { sandbox, uuid, read, stands, balanceOf } = await openInvoice({}, { wire: { confirmationMs: 90_000 } })
  await sandbox.pay(uuid)
  assert.deepEqual(await stands(), ['confirm_check', false])
  assert.equal((await read()).payment_amount, '20.00000000')
  await sandbox.advance(89_999)
  assert.deepEqual(await stands(), ['confirm_check', false])
  assert.equal(await balanceOf('USDT'), '10000.00000000')
  await sandbox.advance(1)
  assert.deepEqual(await stands(), ['paid', true])
  assert.equal(await balanceOf('USDT'), '10019.60000000')
  assert.deepEqual(statusesTold(sandbox), ['confirm_check', 'paid'])
})

test('an underpayment that is confirmed past the expiry ends as wrong_amount', async () => {
  const { sandbox, uuid, stands } = await openInvoice({ lifetime: 300 }, { wire: { confirmationMs: 600_000 } })
  await sandbox.pay(uuid, { amount: '1' })
  await sandbox.advance(599_999)
  assert.deepEqual(await stands(), ['confirm_check', false])
  await sandbox.advance(1)
  assert.deepEqual(await stands(), ['wrong_amount', true])
})

test('a final invoice cannot be paid, whatever made it final', async () => {
  const paid = await openInvoice()
  await paid.sandbox.pay(paid.uuid)
  const twice = await rejected('validation', paid.sandbox.pay(paid.uuid))
  assert.match(twice.message, /final: paid\./)
  const expired = await openInvoice()
  await expired.sandbox.advance(3_600_000)
  const late = await rejected('validation', expired.sandbox.pay(expired.uuid, { amount: '1' }))
  assert.match(late.message, /final: cancel\./)
  assert.equal(await expired.balanceOf('USDT'), '10000.00000000')
})

test('the payer chooses coin and network where the invoice leaves the choice', async () => {
  const { sandbox, uuid, read, balanceOf } = await openInvoice({ amount: '60', currency: 'USD', network: undefined })
  await sandbox.pay(uuid, { currency: 'eth', network: 'BSC' })
  const { payer_currency, network, payer_amount, payment_status } = await read()
  assert.deepEqual([payer_currency, network, payer_amount, payment_status], ['ETH', 'bsc', '0.02000000', 'paid'])
  assert.equal(await balanceOf('ETH'), '3.35293334')
})

test('a choice once made is kept for the next part', async () => {
  const { sandbox, uuid, stands } = await openInvoice({ amount: '60', currency: 'USD', network: undefined })
  await sandbox.pay(uuid, { currency: 'BTC', amount: '0.0005' })
  const error = await rejected('validation', sandbox.pay(uuid, { currency: 'ETH' }))
  assert.equal(error.issues[0]?.path, 'currency')
  await sandbox.pay(uuid)
  assert.deepEqual(await stands(), ['paid', true])
})

test('a choice that the invoice does not allow is refused, and nothing is paid', async () => {
  const { sandbox, uuid, read } = await openInvoice({
    amount: '60',
    currency: 'USD',
    network: undefined,
    currencies: [{ currency: 'USDT', network: 'tron' }],
  })
  for (const choice of [{ currency: 'BTC' }, { network: 'bsc' }, { currency: 'USDT', network: 'eth' }]) {
    await rejected('validation', sandbox.pay(uuid, choice))
  }
  assert.equal((await read()).payment_amount, null)
})

test('the payer of an invoice with subtract 100 bears the fee', async () => {
  const { sandbox, uuid, read, balanceOf } = await openInvoice({ subtract: 100 })
  assert.equal((await read()).payer_amount, '20.40000000')
  await sandbox.pay(uuid)
  const { payment_status, merchant_amount, commission } = await read()
  assert.deepEqual([payment_status, merchant_amount, commission], ['paid', '20.00000000', '0.40000000'])
  assert.equal(await balanceOf('USDT'), '10020.00000000')
})

test('a discounted invoice is paid with less', async () => {
  const { sandbox, uuid, stands } = await openInvoice({ discount_percent: 10 })
  await sandbox.pay(uuid, { amount: '18' })
  assert.deepEqual(await stands(), ['paid', true])
})

test('an unknown uuid is refused', async () => {
  const { sandbox } = openSandbox()
  const error = await rejected('validation', sandbox.pay('nobody'))
  assert.match(error.message, /uuid names no invoice/)
})

test('an amount that cannot be paid is refused, and nothing moves', async () => {
  const { sandbox, uuid, stands, balanceOf } = await openInvoice()
  for (const amount of ['0', '-1', '0.000000001', 'much', '']) {
    const error = await rejected('validation', sandbox.pay(uuid, { amount }))
    assert.match(`${error.message} ${JSON.stringify(error.issues)}`, /amount/, amount)
  }
  await rejected('validation', sandbox.pay(uuid, { amount: 5 as never }))
  assert.deepEqual(await stands(), ['check', false])
  assert.equal(await balanceOf('USDT'), '10000.00000000')
})

test('an amount must be given while a payment that covers everything is on its way', async () => {
  const { sandbox, uuid } = await openInvoice({}, { wire: { confirmationMs: 1000 } })
  await sandbox.pay(uuid)
  const error = await rejected('validation', sandbox.pay(uuid))
  assert.match(error.message, /amount must be given/)
})

/** A world with one invoice, without the sandbox around it. */
function placeInvoice(params: object = {}, wire: SandboxOptions['wire'] = {}) {
  const world = openWorld({ wire })
  createInvoice(world, { ...fixedInvoice, ...params }, 'https://pay.test')
  const [{ uuid } = assert.fail()] = allOf(world.invoices)
  return { world, uuid, invoice: () => world.invoices.get(uuid) ?? assert.fail() }
}

test('what is confirmed in full is credited, and nothing is waited for any more', async () => {
  const { world, uuid, invoice } = placeInvoice({}, { confirmationMs: 1000 })
  payInvoice(world, uuid, { amount: '5' })
  await advanceClock(world, 1000)
  markAsPaid(world, { uuid })
  payInvoice(world, uuid, {})
  const before = world.ledger.balanceOf('merchant', 'USDT')
  await advanceClock(world, 1000)
  const { status, isFinal, confirmsAt, marksAt, txid } = invoice()
  assert.deepEqual([status, isFinal, confirmsAt, marksAt], ['paid', true, undefined, undefined])
  // A payment that was counted as paid by hand would have none.
  assert.match(txid ?? '', /^[0-9a-f]{64}$/)
  assert.equal(world.ledger.balanceOf('merchant', 'USDT') - before, toUnits('19.6'))
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})

test('what is confirmed in part stays held, and a request to count it as paid stays open', async () => {
  const { world, uuid, invoice } = placeInvoice({}, { confirmationMs: 1000 })
  payInvoice(world, uuid, { amount: '5' })
  await advanceClock(world, 1000)
  const { status, isFinal, confirmsAt } = invoice()
  assert.deepEqual([status, isFinal, confirmsAt], ['wrong_amount_waiting', false, undefined])
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('5'))
  markAsPaid(world, { uuid })
  payInvoice(world, uuid, { amount: '5' })
  await advanceClock(world, 1000)
  assert.deepEqual(statusesTold(world.outbox).slice(-3), ['confirm_check', 'wrong_amount_waiting', 'paid'])
  assert.equal(world.ledger.balanceOf('merchant', 'USDT'), toUnits('10009.8'))
})

for (const [is_subtract, arrives] of [
  [true, '20'],
  [false, '19.6'],
] as const) {
  test(`what arrives with is_subtract: ${is_subtract} is ${arrives} of 20, and the rest is a fee`, async () => {
    const { world, uuid, invoice } = placeInvoice()
    payInvoice(world, uuid, {})
    refundInvoice(world, { uuid, address: 'T', is_subtract })
    const [outside, fees] = [world.ledger.balanceOf('outside', 'USDT'), world.ledger.balanceOf('fees', 'USDT')]
    await advanceClock(world, 60_000)
    assert.equal(world.ledger.balanceOf('outside', 'USDT') - outside, toUnits(arrives))
    assert.equal(world.ledger.balanceOf('fees', 'USDT') - fees, toUnits('0.4'))
    assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
    const { status, isFinal, money } = invoice()
    assert.deepEqual([status, isFinal, money], ['refund_paid', true, 'refunded'])
  })
}

test('an invoice that nobody paid is cancelled when its time is up, and not before', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.advance(3_600_000 - 1)
  assert.equal((await client.payments.get({ uuid })).payment_status, 'check')
  await sandbox.advance(1)
  const { payment_status, is_final, updated_at } = await client.payments.get({ uuid })
  assert.deepEqual([payment_status, is_final, updated_at], ['cancel', true, '2026-05-01T11:00:00+03:00'])
  assert.deepEqual(statusesTold(sandbox), ['cancel'])
})

test('an underpaid invoice ends as wrong_amount, and what was paid is credited', async () => {
  const { world, uuid, invoice } = placeInvoice()
  payInvoice(world, uuid, { amount: '10' })
  const before = world.ledger.balanceOf('merchant', 'USDT')
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('10'))
  await advanceClock(world, 3_600_000)
  const { status, isFinal } = invoice()
  assert.deepEqual([status, isFinal], ['wrong_amount', true])
  assert.equal(world.ledger.balanceOf('merchant', 'USDT') - before, toUnits('9.8'))
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})

test('the whole amount is owed at first, then what is still missing', () => {
  const { world, uuid } = placeInvoice()
  assert.equal(owedOn(world, uuid), '20')
  payInvoice(world, uuid, { amount: '7.5' })
  assert.equal(owedOn(world, uuid), '12.5')
})

test('where the payer may choose, it is what would be owed without a choice', () => {
  const { world, uuid } = placeInvoice({
    amount: '60',
    currency: 'USD',
    network: undefined,
    currencies: [{ currency: 'BTC' }],
  })
  assert.equal(owedOn(world, uuid), '0.001')
})

test('nothing is owed on an invoice that does not exist', () => {
  assert.equal(owedOn(openWorld(), 'u'), undefined)
})

function receive(confirmationMs: number, txid?: string) {
  const world = openWorld({ wire: { confirmationMs } })
  createInvoice(world, fixedInvoice, 'https://pay.test')
  const [invoice = assert.fail()] = allOf(world.invoices)
  const route = chooseRoute(world, fixedInvoice) ?? assert.fail()
  receivePayment(world, { ...invoice, route }, toUnits('20'), txid)
  return { world, invoice: world.invoices.get(invoice.uuid) ?? assert.fail() }
}

test('what comes in is held until the chain has confirmed it', () => {
  const { world, invoice } = receive(1000, 'tx-1')
  const { status, isFinal, paid, confirmsAt, txid } = invoice
  assert.deepEqual([status, isFinal, paid, txid], ['confirm_check', false, toUnits('20'), 'tx-1'])
  assert.equal(confirmsAt, startAt + 1000)
  assert.equal(world.ledger.balanceOf('held', 'USDT'), toUnits('20'))
})

test('it counts at once where nothing is to be waited for, under a made-up txid', () => {
  const { world, invoice } = receive(0)
  assert.equal(invoice.status, 'paid')
  assert.match(invoice.txid ?? '', /^[0-9a-f]{64}$/)
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})

/** Counts an underpaid invoice as paid, and returns the amount that this credits. */
async function settle(is_payment_multiple: boolean) {
  const { world, uuid, invoice } = placeInvoice({ is_payment_multiple })
  payInvoice(world, uuid, { amount: '10' })
  const before = world.ledger.balanceOf('merchant', 'USDT')
  markAsPaid(world, { uuid })
  await advanceClock(world, 0)
  return { world, invoice: invoice(), credited: world.ledger.balanceOf('merchant', 'USDT') - before }
}

test('what is still held is credited, less the fee', async () => {
  const { world, credited } = await settle(true)
  assert.equal(credited, toUnits('9.8'))
  assert.equal(world.ledger.balanceOf('held', 'USDT'), 0n)
})

test('what has been credited is not credited again', async () => {
  assert.equal((await settle(false)).credited, 0n)
})

test('it is paid and final, without a txid, and waits for nothing', async () => {
  const { status, isFinal, txid, marksAt, paid } = (await settle(true)).invoice
  assert.deepEqual([status, isFinal, txid, marksAt, paid], ['paid', true, undefined, undefined, toUnits('10')])
})

test('a new status is told, and the time of the change kept', () => {
  const { world, ...placed } = placeInvoice()
  const invoice = placed.invoice()
  world.clock.now += 5000
  const updated = updateInvoice(world, { ...invoice, status: 'cancel' })
  assert.equal(updated.updatedAt, invoice.createdAt + 5000)
  assert.equal(world.invoices.get(invoice.uuid), updated)
  assert.equal(world.outbox.deliveries.length, 1)
})

test('more money is told even under the same status', () => {
  const { world, ...placed } = placeInvoice()
  const invoice = placed.invoice()
  updateInvoice(world, { ...invoice, paid: 1n })
  assert.equal(world.outbox.deliveries.length, 1)
})

test('a change that the merchant cannot see is not told', () => {
  const { world, ...placed } = placeInvoice()
  const invoice = placed.invoice()
  updateInvoice(world, { ...invoice, expiresAt: invoice.expiresAt + 1 })
  assert.deepEqual(world.outbox.deliveries, [])
})
