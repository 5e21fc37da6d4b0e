import { paginateSample, paymentSample, serviceSample } from '../samples.ts'
import type { ExamplesOf } from './types.ts'

const { uuid } = paymentSample
const address = 'TXinventedAddressOfNobody0000000000'

const paid = {
  ...paymentSample,
  payment_amount: '15.75000000',
  payment_amount_usd: '15.75',
  payer_amount: '15.75000000',
  payer_amount_exchange_rate: '1.00000000',
  discount_percent: -5,
  discount: '-0.75000000',
  payer_currency: 'USDT',
  merchant_amount: '15.43500000',
  network: 'tron',
  address,
  from: 'TXinventedAddressOfAPayer000000000',
  txid: '6f0d1c3b5a79e8f24d6c8b0a1e3f5d7c9b2a4e6f8d0c1b3a5e7f9d2c4b6a8e0f',
  payment_status: 'paid',
  status: 'paid',
  is_final: true,
  additional_data: '{"cart":"a/7"}',
  commission: '0.31500000',
  address_qr_code: 'data:image/png;base64,iVBORw0KGgo=',
  convert: { to_currency: 'USDT', commission: null, rate: '1.00000000', amount: '15.43500000' },
}

/** Invoices. */
export const paymentExamples: ExamplesOf<'payments'> = {
  'payments.create': {
    endpoint: 'POST /v1/payment',
    key: 'payment',
    params: {
      amount: '15.00',
      currency: 'USD',
      order_id: 'order-1',
      url_return: 'https://shop.example/cart',
      url_callback: 'https://shop.example/hook',
      is_payment_multiple: false,
      lifetime: 7200,
      subtract: 100,
      accuracy_payment_percent: 2.5,
      currencies: [{ currency: 'USDT', network: 'tron' }, { currency: 'BTC' }],
    },
    answer: paymentSample,
  },
  'payments.get': {
    endpoint: 'POST /v1/payment/info',
    key: 'payment',
    params: { order_id: 'order-1' },
    answer: paid,
  },
  'payments.list': {
    endpoint: `POST /v1/payment/list?cursor=${paginateSample.nextCursor}`,
    key: 'payment',
    params: {
      date_from: '2026-05-01 00:00:00',
      date_to: '2026-05-31 23:59:59',
      cursor: paginateSample.nextCursor,
    },
    body: { date_from: '2026-05-01 00:00:00', date_to: '2026-05-31 23:59:59' },
    answer: {
      items: [paymentSample, paid],
      paginate: { ...paginateSample, count: 2, nextCursor: null, previousCursor: 'eyJpZCI6MX0' },
    },
  },
  'payments.refund': {
    endpoint: 'POST /v1/payment/refund',
    key: 'payment',
    params: { uuid, address, is_subtract: true },
    answer: [],
  },
  'payments.resendWebhook': {
    endpoint: 'POST /v2/payment/resend',
    key: 'payment',
    params: { order_id: 'order-1' },
    answer: [],
  },
  'payments.markAsPaid': {
    endpoint: 'POST /v1/payment/mark-as-paid',
    key: 'payment',
    params: { uuid },
    answer: { success: true, message: 'Taken, and queued.' },
  },
  'payments.createQr': {
    endpoint: 'POST /v1/payment/qr',
    key: 'payment',
    params: { merchant_payment_uuid: uuid },
    answer: { image: 'data:image/png;base64,iVBORw0KGgo=' },
  },
  'payments.listServices': {
    endpoint: 'POST /v1/payment/services',
    key: 'payment',
    params: {},
    answer: [serviceSample, { ...serviceSample, network: 'btc', currency: 'BTC', is_available: false }],
  },
}
