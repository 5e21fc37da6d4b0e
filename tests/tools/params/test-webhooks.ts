import type { ParamTable } from '../check-params.ts'
import { badCodes, badOptions, badOrderIds, badUrls, badUuids, letters, missing, urlOf } from './rows.ts'

const about = (valid: object, statuses: readonly string[], others: readonly string[]): ParamTable => ({
  // The status is said here, because the default is sent where it is left out.
  valid: { url_callback: 'https://shop.example/hook', status: 'paid', ...valid },
  accepted: [
    {},
    ...statuses.map((status) => ({ status })),
    { url_callback: 'https://a' },
    { url_callback: urlOf(150) },
    { url_callback: 'http://localhost:3000/hook' },
    { uuid: 'u' },
    { uuid: letters(64) },
    { order_id: 'a' },
    { order_id: letters(32) },
    { uuid: undefined, order_id: undefined },
  ],
  refused: [
    ...missing('url_callback', 'currency', 'network'),
    ...badUrls('url_callback', 150),
    ...badCodes('currency'),
    ...badCodes('network'),
    ...badUuids(),
    ...badOrderIds(32),
    [{ uuid: 'u', order_id: 'o' }, 'order_id', /must not be given together with uuid; keep one of them/],
    ...others.map((status) => [{ status }, 'status', /must be one of: process, check, paid/] as const),
    [{ status: '' }, 'status', /must be one of/],
    [{ status: 'PAID' }, 'status', /must be one of/],
    [{ status: null }, 'status', /must be one of/],
    [{ state: 'paid' }, 'state', /did you mean status\?/],
    [{ url_calback: 'https://shop.example/' }, 'url_calback', /did you mean url_callback\?/],
    [{ amount: '1' }, 'amount', /is not known/],
    ...badOptions,
  ],
})

const shared = ['process', 'check', 'paid', 'fail', 'cancel', 'system_fail']
const ofPayments = ['paid_over', 'wrong_amount', 'refund_process', 'refund_fail', 'refund_paid']
const never = ['confirm_check', 'wrong_amount_waiting', 'locked', 'on_the_moon']
const pair = { currency: 'USDT', network: 'tron' }

/** The params of `testWebhooks.payment` and of `testWebhooks.wallet`. */
export const testPaymentTable: ParamTable = about(pair, [...shared, ...ofPayments], never)

/** The params of `testWebhooks.payout`. */
export const testPayoutTable: ParamTable = about(pair, shared, [...ofPayments, ...never])
