import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Invoice } from '../../../src/sandbox/invoices/invoice.ts'
import { describeInvoice, renderInvoice, splitPayment } from '../../../src/sandbox/invoices/render.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { fixedInvoice, startAt } from '../../tools/sandbox.ts'

const fresh: Invoice = {
  uuid: 'u-1',
  params: { amount: '15.00', currency: 'USD', order_id: 'order-1' },
  createdAt: startAt,
  updatedAt: startAt,
  expiresAt: startAt + 3_600_999,
  status: 'check',
  isFinal: false,
  paid: 0n,
}

const routed: Invoice = {
  ...fresh,
  params: fixedInvoice,
  route: { currency: 'USDT', network: 'tron', address: 'sandbox-tron-1', due: toUnits('20') },
}

test('a new invoice is answered as documented, member for member', () => {
  assert.deepEqual(renderInvoice(fresh, 'https://pay.cryptomus.com'), {
    uuid: 'u-1',
    order_id: 'order-1',
    amount: '15.00',
    payment_amount: null,
    payment_amount_usd: null,
    payer_amount: null,
    discount_percent: null,
    discount: '0.00000000',
    payer_currency: null,
    currency: 'USD',
    merchant_amount: null,
    network: null,
    address: null,
    from: null,
    txid: null,
    payment_status: 'check',
    url: 'https://pay.cryptomus.com/pay/u-1',
    expired_at: startAt / 1000 + 3600,
    status: 'check',
    is_final: false,
    additional_data: null,
    created_at: '2026-05-01T10:00:00+03:00',
    updated_at: '2026-05-01T10:00:00+03:00',
    commission: null,
  })
})

test('before anything is paid, fee and credit are those of what is due', () => {
  const { payment_amount, payment_amount_usd, merchant_amount, commission } = describeInvoice(routed)
  assert.deepEqual(
    [payment_amount, payment_amount_usd, merchant_amount, commission],
    [null, '0.00', '19.60000000', '0.40000000'],
  )
})

test('once something is paid, they are those of what was paid', () => {
  const { payment_amount, merchant_amount, commission } = describeInvoice({ ...routed, paid: toUnits('10') })
  assert.deepEqual([payment_amount, merchant_amount, commission], ['10.00000000', '9.80000000', '0.20000000'])
})

test('fee and credit are together what was paid, to the last digit', () => {
  for (const subtract of [0, 33, 100]) {
    for (const paid of [1n, 7n, 12_345_678_901n]) {
      const { fee, net } = splitPayment({ paid, params: { ...fixedInvoice, subtract } })
      assert.equal(fee + net, paid)
      assert.ok(fee >= 0n && net >= 0n)
    }
  }
})
