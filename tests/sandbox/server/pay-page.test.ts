import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreatePaymentParams } from '../../../src/operations/payments/create-payment.ts'
import { answerPayPage, renderPayPage } from '../../../src/sandbox/server/pay-page.ts'
import { accessSandbox } from '../../../src/sandbox/server/sandbox-access.ts'
import { paymentSample } from '../../fixtures/payments.ts'
import { fixedInvoice, openSandbox } from '../../support/sandbox.ts'

test('an open invoice is shown with what is owed, its status and three buttons', () => {
  const page = renderPayPage({ ...paymentSample, payer_amount: '0.5', payer_currency: 'LTC', network: 'ltc' })
  for (const part of ['<h1>15.00 USD</h1>', '<dd>check</dd>', '<dd>0.5 LTC</dd>', '<dd>ltc</dd>', '<dd>order-1</dd>']) {
    assert.ok(page.includes(part), part)
  }
  for (const how of ['exact', 'half', 'double']) assert.ok(page.includes(`value="${how}"`), how)
})

test('where the coin is still open, the amount of the invoice is shown', () => {
  assert.ok(renderPayPage(paymentSample).includes('<dt>To pay</dt><dd>15.00 USD</dd>'))
})

test('a final invoice has no buttons', () => {
  const page = renderPayPage({ ...paymentSample, is_final: true, payment_status: 'paid' })
  assert.ok(!page.includes('<button'))
  assert.ok(page.includes('<dd>paid</dd>'))
})

test('whatever an invoice holds is escaped', () => {
  const evil = '<script>"\'&'
  const page = renderPayPage({
    ...paymentSample,
    order_id: evil,
    amount: evil,
    currency: evil,
    payment_status: evil,
    payer_amount: evil,
    payer_currency: evil,
    payment_amount: evil,
    network: evil,
    address: evil,
  })
  assert.ok(!page.includes('<script'))
  assert.equal(page.split('&lt;script&gt;&quot;&#39;&amp;').length - 1, 10)
})

async function openPage(params: Partial<CreatePaymentParams> = {}) {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create({ ...fixedInvoice, ...params })
  const access = accessSandbox(sandbox, 'http://127.0.0.1:4000')
  const visit = (method: string, body = '') => answerPayPage(access, { method, uuid, body })
  const stands = async () => {
    const { payment_status, payment_amount } = await client.payments.get({ uuid })
    return [payment_status, payment_amount]
  }
  return { sandbox, uuid, visit, stands, access }
}

test('GET shows the invoice and pays nothing', async () => {
  const { visit, stands } = await openPage()
  const page = await visit('GET', 'how=exact')
  assert.equal(page.status, 200)
  assert.ok('html' in page && page.html.includes('20.00 USDT'))
  assert.deepEqual(await stands(), ['check', null])
})

const buttons: readonly (readonly [body: string, status: string, amount: string])[] = [
  ['how=exact', 'paid', '20.00000000'],
  ['how=half', 'wrong_amount_waiting', '10.00000000'],
  ['how=double', 'paid_over', '40.00000000'],
  ['', 'paid', '20.00000000'],
]

for (const [body, status, amount] of buttons) {
  test(`POST with ${body || 'nothing'} makes it ${status}, and leads back to the page`, async () => {
    const { visit, stands, uuid } = await openPage()
    assert.deepEqual(await visit('POST', body), { status: 303, location: `/pay/${uuid}` })
    assert.deepEqual(await stands(), [status, amount])
  })
}

test('half is half of what is still missing', async () => {
  const { visit, stands } = await openPage()
  await visit('POST', 'how=half')
  await visit('POST', 'how=half')
  assert.deepEqual(await stands(), ['wrong_amount_waiting', '15.00000000'])
  await visit('POST', 'how=exact')
  assert.deepEqual(await stands(), ['paid', '20.00000000'])
})

test('half of an invoice in dollars is half of what is owed in the coin', async () => {
  const { visit, stands } = await openPage({ amount: '60', currency: 'USD', network: undefined, to_currency: 'BTC' })
  await visit('POST', 'how=half')
  assert.deepEqual(await stands(), ['wrong_amount_waiting', '0.00050000'])
})

test('to pay what is final changes nothing, and leads back to the page', async () => {
  const { visit, stands } = await openPage()
  await visit('POST', 'how=exact')
  assert.equal((await visit('POST', 'how=exact')).status, 303)
  assert.deepEqual(await stands(), ['paid', '20.00000000'])
})

test('the payer does not wait for a shop that hangs', async () => {
  const { sandbox, client } = openSandbox({ deliver: () => new Promise(() => {}) })
  const { uuid } = await client.payments.create(fixedInvoice)
  const access = accessSandbox(sandbox, 'http://127.0.0.1:4000')
  const { status } = await answerPayPage(access, { method: 'POST', uuid, body: 'how=exact' })
  assert.equal(status, 303)
})

test('what goes wrong beside the payment is not hidden', async () => {
  const { access, uuid } = await openPage()
  const broken = { ...access, pay: () => Promise.reject(new Error('broken')) }
  await assert.rejects(answerPayPage(broken, { method: 'POST', uuid, body: '' }), /broken/)
})

test('an unknown invoice is a 404', async () => {
  const { access } = await openPage()
  const { status } = await answerPayPage(access, { method: 'POST', uuid: 'nobody', body: '' })
  assert.equal(status, 404)
})
