import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { CreatePaymentParams } from '../../../src/operations/payments/create-payment.ts'
import { answerPayPage, escapeHtml, readPaymentFrom, renderPayPage } from '../../../src/sandbox/server/pay-page.ts'
import { paymentSample } from '../../fixtures/payments.ts'
import { fixedInvoice, openSandbox } from '../../support/sandbox.ts'

test('every character that HTML knows is escaped, and nothing else', () => {
  assert.equal(
    escapeHtml(`<a href="x" title='y'>&amp;</a>`),
    '&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;amp;&lt;/a&gt;',
  )
  assert.equal(escapeHtml('Заказ 1/2'), 'Заказ 1/2')
})

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
  const read = readPaymentFrom(sandbox, 'http://127.0.0.1:4000')
  const visit = (method: string, body = '') => answerPayPage(sandbox, read, { method, uuid, body })
  const stands = async () => {
    const { payment_status, payment_amount } = await client.payments.get({ uuid })
    return [payment_status, payment_amount]
  }
  return { sandbox, uuid, visit, stands, read }
}

test('GET shows the invoice and pays nothing', async () => {
  const { visit, stands } = await openPage()
  const { status, html } = await visit('GET', 'how=exact')
  assert.equal(status, 200)
  assert.match(html ?? '', /20 USDT/)
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

test('a sandbox behind a wrapper of its own is paid in the currency of the invoice', async () => {
  const { sandbox, uuid, stands, read } = await openPage()
  // A copy has the public face and no back door.
  await answerPayPage({ ...sandbox }, read, { method: 'POST', uuid, body: 'how=half' })
  assert.deepEqual(await stands(), ['wrong_amount_waiting', '10.00000000'])
})

test('what goes wrong beside the payment is not hidden', async () => {
  const { sandbox, uuid, read } = await openPage()
  const broken = { ...sandbox, pay: () => Promise.reject(new Error('broken')) }
  await assert.rejects(answerPayPage(broken, read, { method: 'POST', uuid, body: '' }), /broken/)
})

test('an unknown invoice is a 404', async () => {
  const { sandbox, read } = await openPage()
  const { status } = await answerPayPage(sandbox, read, { method: 'POST', uuid: 'nobody', body: '' })
  assert.equal(status, 404)
})

test('reads an invoice of the sandbox, with its page on the server', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  const payment = await readPaymentFrom(sandbox, 'http://127.0.0.1:4000')(uuid)
  assert.deepEqual([payment?.uuid, payment?.url], [uuid, `http://127.0.0.1:4000/pay/${uuid}`])
})

test('an invoice that does not exist is undefined', async () => {
  const { sandbox } = openSandbox({ wire: { notFoundStatus: 404 } })
  assert.equal(await readPaymentFrom(sandbox, 'http://127.0.0.1:4000')('nobody'), undefined)
})
