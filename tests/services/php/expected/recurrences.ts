import { accepted, invalid, noId, required, rows, someRule, type Table } from './answers.ts'
import { all, decimal, maybe, text, time, uuid, type Wanted, worth } from './matching.ts'
import { page } from './shapes.ts'

const recurrence: Wanted = {
  uuid,
  name: text,
  order_id: maybe(text),
  amount: decimal,
  currency: text,
  payer_currency: maybe(text),
  payer_amount_usd: decimal,
  payer_amount: maybe(decimal),
  url_callback: maybe(text),
  period: text,
  status: text,
  url: /\/(recurring|pay)\/[\da-f-]{36}$/,
  last_pay_off: maybe(text),
}
const aRecurrence = (fields: { readonly [name: string]: Wanted } = {}) => accepted(all(recurrence, fields))

const first = {
  name: 'Подписка / план «A»',
  order_id: 'recurrence-1',
  period: 'monthly',
  amount: worth('15'),
  discount_days: '30',
  discount_amount: worth('1.5'),
  end_of_discount: maybe(time),
}

/** What is expected of scenario/recurrences.php. */
export const recurrenceRows: Table = {
  'recurrence with strings for numbers': aRecurrence({ ...first, status: 'wait_accept' }),
  'recurrence without options': aRecurrence({ order_id: null, url_callback: null, period: 'weekly' }),
  'recurrence without params': invalid({ amount: required, currency: required, name: required, period: required }),
  'recurrence of another period': invalid({ period: someRule }),
  ...rows(
    Array.from({ length: 15 }, (_, index) => `recurrence to fill a page, ${index + 1}`),
    aRecurrence({ period: 'three_month' }),
  ),
  ...rows(['recurrence info by uuid', 'recurrence info with both: order_id wins'], aRecurrence(first)),
  'recurrence info without an id': noId,
  ...rows(
    ['recurrence list', 'recurrence list with a cursor in the query', 'recurrence list with a cursor in the body'],
    page(recurrence),
  ),
  // The example of the documentation still shows the old status.
  'recurrence cancelled': aRecurrence({ ...first, status: /^(wait_accept|cancel_by_merchant)$/ }),
  'recurrence info of one that was cancelled': aRecurrence({ ...first, status: 'cancel_by_merchant' }),
  'recurrence cancelled without an id': noId,
}
