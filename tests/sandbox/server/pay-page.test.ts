import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeHtml, renderPayPage } from '../../../src/sandbox/server/pay-page.ts'
import { paymentSample } from '../../tools/samples.ts'

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
