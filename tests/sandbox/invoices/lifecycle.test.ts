import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreatePaymentParams } from '../../../src/operations/payments/create-payment.ts'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { rejected } from '../../tools/rejected.ts'
import { fixedInvoice, openSandbox, statusesTold } from '../../tools/sandbox.ts'

/** A sandbox with one invoice, and what of it the tests look at. */
async function openInvoice(params: Partial<CreatePaymentParams> = {}, options: SandboxOptions = {}) {
  const { sandbox, client } = openSandbox(options)
  const { uuid } = await client.payments.create({ ...fixedInvoice, ...params })
  const read = () => client.payments.get({ uuid })
  const stands = async () => {
    const { payment_status, is_final } = await read()
    return [payment_status, is_final]
  }
  const balanceOf = async (coin: string) => {
    const [account] = await client.balance.get()
    return account?.balance.merchant.find(({ currency_code }) => currency_code === coin)?.balance
  }
  return { sandbox, client, uuid, read, stands, balanceOf }
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
