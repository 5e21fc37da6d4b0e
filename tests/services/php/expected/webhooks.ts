import type { GatewayId } from '../../../../src/env.ts'
import { invalid, nothing, refused, required, rows, type Table } from './answers.ts'
import type { Wanted } from './matching.ts'
import { unknownPayment } from './shapes.ts'

const paymentStatuses = [
  'process',
  'check',
  'paid',
  'paid_over',
  'fail',
  'wrong_amount',
  'cancel',
  'system_fail',
  'refund_process',
  'refund_fail',
  'refund_paid',
] as const
const payoutStatuses = ['process', 'check', 'paid', 'fail', 'cancel', 'system_fail'] as const

/** The statuses of a test webhook by its type. The list of Heleket is longer by one. */
export const testStatuses = (gateway: GatewayId) => {
  const payment = gateway === 'heleket' ? [...paymentStatuses, 'locked'] : paymentStatuses
  return { payment, wallet: payment, payout: payoutStatuses }
}

const someId: Wanted = [/^validation\.required_without(_all)?$/]
const anyId: Wanted = ['validation.required_without_all']

const again = (gateway: GatewayId): Table => ({
  // No page has words for an invoice that is not final.
  'webhook again before the end': refused(/./),
  ...rows(['webhook again by uuid', 'webhook again by order_id', 'webhook again with both: order_id wins'], nothing),
  ...(gateway === 'cryptomus'
    ? {
        ...rows(['webhook again on the newest path', 'webhook again by txid'], nothing),
        'webhook again on the newest path without an id': invalid({ uuid: anyId, order_id: anyId, txid: anyId }),
      }
    : {}),
  ...rows(
    [4, 5, 6, 7, 8, 9, 10]
      .filter((number) => gateway === 'heleket' || number > 5)
      .map((number) => `webhook again, number ${number}`),
    nothing,
  ),
  'webhook again, once too often': refused('Too much resend'),
  'webhook again without an id': invalid({ uuid: someId, order_id: someId }),
  'webhook again of a payment that does not exist': unknownPayment,
  'webhook again without a url': refused('Notification not found'),
})

const tests = (gateway: GatewayId): Table => ({
  ...rows(
    Object.entries(testStatuses(gateway)).flatMap(([type, statuses]) =>
      statuses.map((status) => `test webhook of a ${type}: ${status}`),
    ),
    nothing,
  ),
  ...rows(
    payoutStatuses.map((status) => `test webhook of a payout by the payment key: ${status}`),
    nothing,
  ),
  ...rows(['test webhook on a network in upper case', 'test webhook of an invoice'], nothing),
  'test webhook of an unknown payment': refused('Not found payment'),
  'test webhook of an unknown wallet': refused('Not found wallet'),
  'test webhook of an unknown payout': refused('Not found payout'),
  'test webhook of no coin': refused('Payment service not found'),
  'test webhook of a payout of no coin': refused('Payout service not found'),
  'test webhook without params': invalid({ url_callback: required, currency: required, network: required }),
})

/** What is expected of scenario/webhooks.php. */
export const webhookRows = (gateway: GatewayId): Table => ({ ...again(gateway), ...tests(gateway) })
