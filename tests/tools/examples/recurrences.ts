import { paginateSample } from '../samples.ts'
import type { ExamplesOf } from './types.ts'

const uuid = 'd4c3b2a1-0f9e-4d8c-b7a6-5f4e3d2c1b0a'

/** A recurrence that nobody has accepted yet, and without a discount. */
export const recurrenceSample = {
  uuid,
  name: 'Gold plan',
  order_id: 'plan-1',
  amount: '15.00',
  currency: 'USD',
  payer_currency: null,
  payer_amount_usd: '0.00',
  payer_amount: null,
  url_callback: 'https://shop.example/hook',
  period: 'monthly',
  status: 'wait_accept',
  url: `https://pay.cryptomus.com/recurring/${uuid}`,
  last_pay_off: null,
}

const discounted = {
  ...recurrenceSample,
  discount_days: '30',
  discount_amount: '5.00',
  end_of_discount: '2026-05-31T10:00:00+03:00',
}

/** Recurring payments. The days of a discount are sent as a number and come back as a text. */
export const recurrenceExamples: ExamplesOf<'recurrences'> = {
  'recurrences.create': {
    endpoint: 'POST /v1/recurrence/create',
    key: 'payment',
    params: {
      amount: '15.00',
      currency: 'USD',
      name: 'Gold plan',
      period: 'monthly',
      order_id: 'plan-1',
      url_callback: 'https://shop.example/hook',
      discount_days: 30,
      discount_amount: '5.00',
    },
    answer: discounted,
  },
  'recurrences.get': {
    endpoint: 'POST /v1/recurrence/info',
    key: 'payment',
    params: { order_id: 'plan-1' },
    answer: {
      ...discounted,
      payer_currency: 'USDT',
      payer_amount_usd: '5.00',
      payer_amount: '5.00000000',
      status: 'active',
      last_pay_off: '2026-05-01 10:00:00',
      additional_data: null,
    },
  },
  'recurrences.list': {
    endpoint: 'POST /v1/recurrence/list',
    key: 'payment',
    params: {},
    answer: {
      items: [discounted, { ...recurrenceSample, order_id: null, url_callback: null, end_of_discount: null }],
      paginate: { ...paginateSample, count: 2, hasPages: false, nextCursor: null },
    },
  },
  'recurrences.cancel': {
    endpoint: 'POST /v1/recurrence/cancel',
    key: 'payment',
    params: { order_id: 'plan-1' },
    answer: { ...recurrenceSample, status: 'cancel_by_merchant' },
  },
}
