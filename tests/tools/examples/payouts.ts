import { listedPayoutSample, paginateSample, payout, payoutSample, serviceSample } from '../samples.ts'
import type { ExamplesOf } from './types.ts'

const { order_id, ...calculation } = payout
const { order_id: _, payment_status: __, ...listed } = listedPayoutSample
const sent = { ...payoutSample, txid: 'c0ffee', status: 'paid', is_final: true }

/** Payouts. Created or read, their `balance` and `payer_amount` are numbers; in lists, `balance` is a text. */
export const payoutExamples: ExamplesOf<'payouts'> = {
  'payouts.create': {
    endpoint: 'POST /v1/payout',
    key: 'payout',
    params: { ...payout, url_callback: 'https://shop.example/hook', priority: 'recommended' },
    answer: { ...payoutSample, balance: 42, payer_amount: 7 },
    result: { ...payoutSample, balance: '42', payer_amount: '7' },
  },
  'payouts.get': {
    endpoint: 'POST /v1/payout/info',
    key: 'payout',
    params: { order_id },
    answer: { ...sent, balance: 41.5, payer_amount: 1e-7 },
    result: { ...sent, balance: '41.5', payer_amount: '0.0000001' },
  },
  'payouts.list': {
    endpoint: 'POST /v1/payout/list',
    key: 'payout',
    params: { date_from: '2026-05-01 0:00:00' },
    answer: {
      merchant_uuid: '0b7c2f1e-5a8d-4c3b-9e6f-1a2b3c4d5e6f',
      items: [listed, listedPayoutSample],
      paginate: { ...paginateSample, count: 2, hasPages: false, nextCursor: null },
    },
  },
  'payouts.listServices': {
    endpoint: 'POST /v1/payout/services',
    key: 'payout',
    params: {},
    answer: [{ ...serviceSample, network: 'POLYGON' }],
  },
  'payouts.calculate': {
    endpoint: 'POST /v1/payout/calc',
    key: 'payout',
    params: calculation,
    answer: { commission: '1.00000000', merchant_amount: '8.00000000', payout_amount: '7.00000000' },
  },
}
