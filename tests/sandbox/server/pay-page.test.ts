import assert from 'node:assert/strict'
import { test } from 'node:test'
import { escapeHtml, renderPayPage } from '../../../src/sandbox/server/pay-page.ts'
import { paymentSample } from '../../tools/samples.ts'

test('what could be HTML is escaped', () => {
  assert.equal(escapeHtml(`<a href="x" id='y'>&`), '&lt;a href=&quot;x&quot; id=&#39;y&#39;&gt;&amp;')
})

test('the page shows what is to be paid and buttons to pay it, and nothing that could be HTML', () => {
  const page = renderPayPage({ ...paymentSample, is_final: false, address: '<script>alert(1)</script>' })
  assert.ok(page.includes(paymentSample.order_id))
  assert.match(page, /<form method="post">/)
  assert.ok(!page.includes('<script>'))
})

test('a final invoice has no buttons', () => {
  assert.doesNotMatch(renderPayPage({ ...paymentSample, is_final: true }), /<form/)
})
