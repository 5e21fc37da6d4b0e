import type { GatewayId } from '../../../../src/env.ts'
import {
  accepted,
  image,
  invalid,
  invalidSign,
  noId,
  noParams,
  refused,
  required,
  rows,
  someRule,
  type Table,
} from './answers.ts'
import { absent, all, anything, type Check, decimal, text, type Wanted } from './matching.ts'
import { anInvoice, badDate, emptyPage, invoice, page, services, unknownPayment } from './shapes.ts'

/** An invoice that was just made, with these fields. */
const fresh = (fields: { readonly [name: string]: Wanted } = {}) =>
  anInvoice({ payment_status: 'check', status: 'check', is_final: false, txid: null, from: null, ...fields })

const livesFor =
  (seconds: number): Check =>
  (value, at) => {
    const { created_at, expired_at } = (value ?? {}) as { created_at: string; expired_at: number }
    const lived = expired_at - Date.parse(created_at) / 1000
    return lived === seconds ? [] : [`${at}: wanted a lifetime of ${seconds} s, got ${lived}`]
  }

const open = {
  currency: 'USD',
  amount: '15.00',
  network: null,
  address: null,
  payer_currency: null,
  additional_data: null,
}
/** What the shop sends as ADDITIONAL_DATA. */
export const additionalData =
  '{"корзина":"a/b\\c","note":"«quotes» \'x\' 🎉\u2028","url":"https://shop.example/?a=1&b=<2>"}'

const made = (gateway: GatewayId): Table => ({
  'payment of the documentation': { ...fresh({ ...open, order_id: 'sample-1' }), raw: /"url":"https?:\\\/\\\// },
  'payment with strings for numbers': accepted(
    all(invoice, livesFor(7200), {
      amount: '20.00',
      order_id: 'strings-1',
      network: 'tron',
      address: text,
      payer_currency: 'USDT',
      payer_amount: decimal,
      discount_percent: 5,
      discount: '1.00000000',
      additional_data: 'Gift / подарок',
      address_qr_code: gateway === 'heleket' ? /^data:image\/png;base64,/ : anything,
    }),
  ),
  'payment with JSON numbers': accepted(
    all(invoice, livesFor(300), { amount: '10.50', discount_percent: -5, network: 'tron', payer_currency: 'USDT' }),
  ),
  'payment with a whole JSON number': fresh({ amount: '10.00' }),
  ...rows(
    ['"1"', '"0"', '"true"', '"false"', '1', '0', 'true'].map((name) => `payment with the flag ${name}`),
    fresh({ amount: '5.00', currency: 'EUR' }),
  ),
  'payment with empty strings': accepted(all(invoice, livesFor(3600), open)),
  'payment with nulls': accepted(all(invoice, livesFor(3600), open)),
  'payment in listed currencies': fresh(),
  'payment with a list that PHP writes as an object': fresh(open),
  'payment with empty lists': fresh(open),
  'payment with names that nobody knows': fresh({ ...open, webhook_url: absent, meta: absent }),
  'payment with a referral code': fresh(open),
  'payment with the address of the payer': fresh(open),
  'payment of a coin with one network': fresh({ network: 'btc', address: text, amount: /^0\.001(0{5})?$/ }),
  'payment converted to a coin': fresh({
    amount: '15.00',
    currency: 'EUR',
    payer_currency: 'TRX',
    network: 'tron',
    address: text,
  }),
})

const letters = { order_id: 'Заказ-注文_42', amount: '30.00', additional_data: additionalData }
const otherSpellings: Table = {
  'payment with letters of every script': fresh(letters),
  'payment of the same order_id, unescaped': fresh(letters),
  'payment of the same order_id over another amount': fresh(letters),
  'payment with spaces, as Python writes it': fresh({ ...open, order_id: 'python-1' }),
  'payment with sorted names, as Go writes them': fresh({ ...open, order_id: 'go-1' }),
  'payment on several lines': fresh({ ...open, order_id: 'pretty-1' }),
  'payment with an exponent': fresh({ ...open, order_id: 'exponent-1' }),
}

const refusals: Table = {
  ...rows(
    ['payment without params', 'payment without a body'],
    invalid({ amount: required, currency: required, order_id: required }),
  ),
  'payment with an empty amount': invalid({ amount: required, currency: absent }),
  'payment with a null currency': invalid({ currency: required, amount: absent }),
  'payment over no number': invalid({ amount: someRule }),
  'payment with a space in order_id': invalid({ order_id: someRule }),
  'payment with a slash in order_id': invalid({ order_id: someRule }),
  'payment with 129 characters in order_id': invalid({ order_id: someRule }),
  'payment with 128 characters in order_id': fresh(),
  'payment with a lifetime of 299 s': invalid({ lifetime: someRule }),
  'payment with a lifetime of 43201 s': invalid({ lifetime: someRule }),
  'payment with a subtract of 101': invalid({ subtract: someRule }),
  'payment with a discount of 101': invalid({ discount_percent: someRule }),
  'payment with a url that is none': invalid({ url_callback: someRule }),
  'payment with 256 characters of data': invalid({ additional_data: someRule }),
  'payment with 255 characters of data': fresh(),
  'payment in an unknown currency': refused('The currency was not found'),
  'payment on an unknown network': refused('The network was not found'),
  'payment below the minimum': refused(/^Minimum amount [\d.]+ [A-Z]+\.?$/),
  'payment above the maximum': refused(/^Maximum amount [\d.]+ [A-Z]+\.?$/),
  'payment with slashes that were unescaped after signing': invalidSign,
  'payment signed with another key': invalidSign,
  'payment signed with the payout key': invalidSign,
  'payment of another merchant': invalidSign,
}

const reads = (gateway: GatewayId): Table => ({
  ...rows(
    [
      'info by uuid',
      'info by order_id',
      'info with an empty uuid',
      'info with a null order_id',
      'info with both: order_id wins',
    ],
    fresh({ ...open, order_id: 'sample-1' }),
  ),
  'info by an order_id of every script': fresh(letters),
  'info with neither': noId,
  'info of a payment that does not exist': unknownPayment,
  'QR of a payment': image,
  ...rows(
    noParams.map((body) => `payment services with the body ${body}`),
    services(gateway === 'heleket' ? /^[A-Z]+$/ : /^[a-z]+$/, gateway),
  ),
})

const lists: Table = {
  ...rows(
    [
      ...noParams.map((body) => `payment list with the body ${body}`),
      'payment list with a cursor in the query',
      'payment list with a cursor in the body',
      'payment list with the cursor back',
      'payment list with the page number of the old SDK',
      'payment list with an empty cursor',
      'payment list with a null cursor',
      'payment list of all times',
    ],
    page(invoice),
  ),
  'payment list of a time before': emptyPage,
  'payment list of no date': badDate,
}

/** What is expected of scenario/payments.php. */
export const paymentRows = (gateway: GatewayId): Table => ({
  ...made(gateway),
  ...otherSpellings,
  ...refusals,
  ...reads(gateway),
  ...lists,
})
