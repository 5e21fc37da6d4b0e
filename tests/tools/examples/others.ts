import { balanceSample, paymentSample } from '../samples.ts'
import type { ExamplesOf } from './types.ts'

const transfer = {
  user_wallet_transaction_uuid: 'a1b2c3d4-1111-4e5f-8a9b-0c1d2e3f4a5b',
  user_wallet_balance: '10.28000000',
  merchant_transaction_uuid: 'a1b2c3d4-2222-4e5f-8a9b-0c1d2e3f4a5b',
  merchant_balance: '89.72000000',
}
const testWebhook = { url_callback: 'https://shop.example/hook', currency: 'USDT', network: 'tron' } as const

/** All that is neither invoice, wallet, payout nor recurrence. */
export const otherExamples: ExamplesOf<'transfers' | 'discounts' | 'balance' | 'rates' | 'testWebhooks' | 'amlLinks'> =
  {
    'transfers.toPersonal': {
      endpoint: 'POST /v1/transfer/to-personal',
      key: 'payout',
      params: { amount: '10.28', currency: 'USDT' },
      answer: transfer,
    },
    'transfers.toBusiness': {
      endpoint: 'POST /v1/transfer/to-business',
      key: 'payout',
      params: { amount: '10.28', currency: 'USDT' },
      answer: { ...transfer, user_wallet_balance: '0.00000000', merchant_balance: '100.00000000' },
    },
    'discounts.list': {
      endpoint: 'POST /v1/payment/discount/list',
      key: 'payment',
      params: {},
      answer: [
        { currency: 'USDT', network: 'tron', discount: -10 },
        { currency: 'BTC', network: 'btc', discount: 0 },
      ],
    },
    'discounts.set': {
      endpoint: 'POST /v1/payment/discount/set',
      key: 'payment',
      params: { currency: 'USDT', network: 'tron', discount_percent: -10 },
      answer: { currency: 'USDT', network: 'tron', discount: '-10' },
      result: { currency: 'USDT', network: 'tron', discount: -10 },
    },
    'balance.get': { endpoint: 'POST /v1/balance', key: 'payment', params: {}, answer: balanceSample },
    'rates.list': {
      endpoint: 'GET /v1/exchange-rate/ETH/list',
      key: 'none',
      params: { currency: 'ETH' },
      answer: [
        { from: 'ETH', to: 'USD', course: '3120.45000000' },
        { from: 'ETH', to: 'BTC', course: '0.03871200', source: 'Binance' },
      ],
    },
    'testWebhooks.payment': {
      endpoint: 'POST /v1/test-webhook/payment',
      key: 'payment',
      params: { ...testWebhook, status: 'wrong_amount' },
      answer: [],
    },
    'testWebhooks.wallet': {
      endpoint: 'POST /v1/test-webhook/wallet',
      key: 'payment',
      params: testWebhook,
      body: { ...testWebhook, status: 'paid' },
      answer: [],
    },
    'testWebhooks.payout': {
      endpoint: 'POST /v1/test-webhook/payout',
      key: 'payout',
      params: { ...testWebhook, status: 'fail' },
      answer: [],
    },
    'amlLinks.list': {
      endpoint: 'POST /v1/payment/aml-links',
      key: 'payment',
      params: { uuid: paymentSample.uuid },
      answer: [{ link: 'https://aml.example/c/1', expired_at: '2026-05-02T07:00:00Z', status: 'init' }],
    },
  }
