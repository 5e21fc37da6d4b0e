import type { GatewayId } from '../../../../src/env.ts'
import { accepted, invalid, noId, refused, required, type Table } from './answers.ts'
import { decimal, either, listOf, text, worth } from './matching.ts'
import { anInvoice, unknownPayment } from './shapes.ts'

const names = [
  'paid',
  'Заказ-注文_42_paid',
  'busy',
  'over',
  'topped-up',
  'single',
  'close',
  'short',
  'expired',
  'chosen',
  'resent',
  'silent',
]
const forced = ['process', 'fail', 'system_fail', 'locked', 'refund_fail'].map((status) => `forced-${status}`)
const opened = (gateway: GatewayId) => [
  ...names,
  ...forced,
  ...(gateway === 'heleket' ? ['part', 'whole'] : ['marked']),
]

const state = (payment_status: string, is_final: boolean, more = {}) => anInvoice({ payment_status, is_final, ...more })

/** Cryptomus documents an empty list, an SDK of Heleket reads the fee and the amount. */
const refundDone = accepted(either([], { commission: decimal, amount: decimal, address: text }))
const onlyCompleted = refused('Refunds are made only for completed payments')

const shared: Table = {
  'refund of an invoice that is not paid': onlyCompleted,
  'info while the chain confirms': state('confirm_check', false, { txid: text, payment_amount: worth('20') }),
  'info of a paid invoice': state('paid', true, {
    txid: text,
    from: text,
    merchant_amount: decimal,
    payment_amount: worth('20'),
    payment_amount_usd: worth('20'),
  }),
  'refund without an id': noId,
  'refund without anything': invalid({ address: required, is_subtract: required }),
  'refund of an invoice that does not exist': refused('Payment was not found'),
  refund: refundDone,
  'refund of a refund': refused(/./),
  'info of a refunded invoice': state('refund_paid', true),
  'info of an invoice whose webhooks were refused once': state('paid', true),
  'info of an overpaid invoice': state('paid_over', true, { payment_amount: worth('25.5') }),
  'info of an underpaid invoice': state('wrong_amount_waiting', false, { payment_amount: worth('5') }),
  'info of a topped-up invoice': state('paid', true, { payment_amount: worth('20') }),
  'info of an invoice that takes one payment': state('wrong_amount', true),
  'info of an invoice paid closely enough': state('paid', true, { payment_amount: worth('19') }),
  'info of an invoice that ended underpaid': state('wrong_amount', true),
  'info of an expired invoice': state('cancel', true, { txid: null }),
  'expired invoice asked for again': state('cancel', true),
  'expired invoice refreshed': state('check', false),
  'info of a refreshed invoice': state('paid', true),
  'info of an invoice with a discount': state('paid', true, {
    discount: '1.00000000',
    amount: '20.00',
    additional_data: 'Gift / подарок',
  }),
  'info of an invoice in a currency that the payer chose': state('paid', true, {
    payer_currency: 'USDT',
    network: 'eth',
    currency: 'USD',
  }),
  'info of an invoice in the state process': state('process', false),
  'info of an invoice in the state fail': state('fail', true),
  'info of an invoice in the state system_fail': state('system_fail', true),
  // Whether a locked payment is final is not documented.
  'info of an invoice in the state locked': anInvoice({ payment_status: 'locked' }),
  'refund that fails': refundDone,
  'info of an invoice in the state refund_fail': state('refund_fail', true),
}

const queued = accepted({ success: true, message: 'The request has been accepted and queued for processing.' })
const marking: Table = {
  'mark as paid what nobody paid': refused('Payment not found.'),
  'mark as paid': queued,
  'info of an invoice that was marked as paid': state('paid', true),
  'mark as paid what ended underpaid': queued,
  'mark as paid without an id': noId,
  'mark as paid what does not exist': refused('Payment not found.'),
}

const links = accepted(
  listOf({ link: /^https?:\/\//, expired_at: /^\d{4}-\d\d-\d\dT/, status: /^(init|pending|completed|expired)$/ }),
)
const onlyHeleket: Table = {
  'AML links': links,
  'AML links by order_id': links,
  'AML links without an id': noId,
  'AML links of an invoice that does not exist': unknownPayment,
  'refund of more than was paid': refused('The refund amount should not be more than the amount paid'),
  'refund of a part': refundDone,
  'refund of a null amount': refundDone,
}

const openedRows = (gateway: GatewayId): Table =>
  Object.fromEntries(
    opened(gateway).map((name) => [
      `invoice ${name}`,
      anInvoice({ order_id: name, payment_status: 'check', amount: '20.00' }),
    ]),
  )

/** What is expected of scenario/journeys.php. */
export const journeyRows = (gateway: GatewayId): Table => ({
  ...openedRows(gateway),
  ...shared,
  ...(gateway === 'heleket' ? onlyHeleket : marking),
})
