import type { GatewayId } from '../../../../src/env.ts'
import {
  accepted,
  invalid,
  invalidSign,
  noId,
  noParams,
  refused,
  required,
  rows,
  someRule,
  status404or422,
  type Table,
} from './answers.ts'
import { all, decimal, either, flag, maybe, text, time, uuid, type Wanted, worth } from './matching.ts'
import { badDate, emptyPage, page, services } from './shapes.ts'

// The examples show numbers in one place and texts in another.
const number: Wanted = either(decimal, (value, at) => (typeof value === 'number' ? [] : [`${at}: no number`]))

const payout = (gateway: GatewayId): Wanted => ({
  uuid,
  amount: decimal,
  currency: text,
  network: text,
  address: text,
  txid: maybe(text),
  status: text,
  is_final: flag,
  balance: number,
  payer_currency: text,
  payer_amount: number,
  ...(gateway === 'heleket' ? { commission: decimal, merchant_amount: decimal } : {}),
})

const made = (aPayout: (fields: { readonly [name: string]: Wanted }) => Table[string]): Table => {
  const fresh = (amount: string, fields = {}) =>
    aPayout({ amount: worth(amount), status: 'process', is_final: false, txid: null, ...fields })
  return {
    ...rows(
      [
        'payout of the documentation',
        'payout of a known order_id',
        'payout with a UUID for order_id',
        'payout with 100 characters of order_id',
        'payout with false',
        'payout with letters of every script',
        ...['failed', 'later', 'check', 'cancel', 'system_fail', 'aml'].map((name) => `payout payout-${name}`),
      ],
      fresh('5', { currency: 'USDT', network: /^tron$/i }),
    ),
    'payout with JSON numbers': fresh('7.25'),
    'payout of a fiat amount': fresh('5', { currency: 'USD', payer_currency: 'USDT' }),
    'payout from another coin': fresh('0.01', { currency: 'LTC' }),
    'payout with priority': fresh('0.001', { network: /^btc$/i }),
    'payout with a memo': fresh('3'),
    ...rows(
      [1, 2, 3, 4].map((count) => `payout to fill a page, ${count}`),
      fresh('1'),
    ),
  }
}

const notEnough = refused('Not enough funds')
const refusals: Table = {
  'payout without params': invalid({
    amount: required,
    currency: required,
    order_id: required,
    address: required,
    is_subtract: required,
  }),
  'payout with an empty address': invalid({ address: required }),
  'payout with 101 characters of order_id': invalid({ order_id: someRule }),
  'payout with a space in order_id': invalid({ order_id: someRule }),
  // Documented as a rule of the field, and in words.
  'payout of a fiat amount without a coin': {
    status: 422,
    body: either(
      { state: 1, errors: { to_currency: someRule } },
      { state: 1, message: 'Not found service to_currency' },
    ),
  },
  'payout with an unknown priority': invalid({ priority: someRule }),
  'payout in an unknown currency': refused('The currency was not found'),
  'payout of no service': refused('The service was not found'),
  'payout below the minimum': refused(/^(Minimum amount [\d.]+ USDT|The withdrawal amount is too small)\.?$/),
  'payout above the maximum': refused(/^(Maximum amount [\d.]+ USDT|Not enough funds)\.?$/),
  'payout of more than there is': notEnough,
  'payout signed with the payment key': invalidSign,
}

const transfers: Table = {
  ...rows(
    ['transfer to the personal wallet', 'transfer to the business wallet'],
    accepted({
      user_wallet_transaction_uuid: uuid,
      user_wallet_balance: decimal,
      merchant_transaction_uuid: uuid,
      merchant_balance: decimal,
    }),
  ),
  'transfer of more than there is': notEnough,
  'transfer without params': invalid({ amount: required, currency: required }),
  'transfer signed with the payment key': invalidSign,
}

const reads = (gateway: GatewayId, aPayout: (fields: { readonly [name: string]: Wanted }) => Table[string]): Table => ({
  ...rows(
    [
      'payout info by uuid',
      'payout info by order_id',
      'payout info with both: order_id wins',
      'payout info of a UUID for order_id',
      'payout info while it is sent',
    ],
    aPayout({ status: 'process', is_final: false, amount: worth('5') }),
  ),
  'payout info by an order_id of 36 characters': invalid({ order_id: someRule }),
  'payout info without an id': noId,
  // Recorded at Cryptomus, documented nowhere.
  'payout info of a payout that does not exist':
    gateway === 'cryptomus'
      ? refused('No query results for model [App\\Models\\MerchantPayout]', 404)
      : refused(/./, status404or422),
  'payout info once it is sent': aPayout({ status: 'paid', is_final: true, txid: text }),
  'payout info of one that failed': aPayout({ status: 'fail', is_final: true, txid: null }),
  'payout info of one that may still be sent': aPayout({ status: 'fail', is_final: false, txid: null }),
  'payout info of one that was sent later': aPayout({ status: 'paid', is_final: true, txid: text }),
  'payout info in the state check': aPayout({ status: 'check', is_final: false }),
  'payout info in the state cancel': aPayout({ status: 'cancel', is_final: true }),
  'payout info in the state system_fail': aPayout({ status: 'system_fail' }),
  ...rows(
    noParams.map((body) => `payout services with the body ${body}`),
    services(/^[A-Z]+$/, gateway),
  ),
  ...(gateway === 'heleket'
    ? {
        'payout calculation of the documentation': accepted({
          commission: decimal,
          merchant_amount: decimal,
          payout_amount: decimal,
        }),
        'payout calculation of the SDKs': accepted({ commission: decimal }),
      }
    : {}),
  ...rows(
    ['payout list', 'payout list with a cursor in the query', 'payout list with a cursor in the body'],
    page(listed, { merchant_uuid: uuid }),
  ),
  'payout list of a time before': emptyPage,
  'payout list of no date': badDate,
})

const listed: Wanted = {
  uuid,
  amount: decimal,
  currency: text,
  network: text,
  address: text,
  txid: maybe(text),
  status: text,
  is_final: flag,
  balance: decimal,
  created_at: time,
  updated_at: time,
}

/** What is expected of scenario/payouts.php. */
export function payoutRows(gateway: GatewayId): Table {
  const aPayout = (fields: { readonly [name: string]: Wanted }) => accepted(all(payout(gateway), fields))
  return { ...made(aPayout), ...refusals, ...reads(gateway, aPayout), ...transfers }
}
