import type { ParamTable, Refused } from '../check-params.ts'
import { payout } from '../samples.ts'
import { badAmounts, badCodes, badFlags, badOptions, badOrderIds, badUrls, letters, missing, urlOf } from './rows.ts'

const { order_id: _, ...calculation } = payout

const accepted: ParamTable['accepted'] = [
  {},
  { amount: '0.00000001' },
  { address: 'x' },
  { address: letters(255) },
  { is_subtract: false },
  { network: undefined },
  { currency: 'USD', to_currency: 'USDT' },
  { currency: 'EUR', to_currency: 'BTC', course_source: 'BinanceP2p' },
  { course_source: letters(20) },
  { course_source: 'Next' },
  { priority: 'high' },
  { priority: 'recommended' },
  { priority: 'fastest' },
]

const refused: Refused = [
  ...missing('amount', 'currency', 'address', 'is_subtract'),
  ...badAmounts(),
  ...badCodes('currency'),
  ...badFlags('is_subtract'),
  ...badCodes('network'),
  ...badCodes('to_currency'),
  [{ address: '' }, 'address', /1 to 255 characters/],
  [{ address: letters(256) }, 'address', /1 to 255 characters/],
  [{ address: 7 }, 'address', /string of 1 to 255/],
  [{ currency: 'USD' }, 'to_currency', /is required with a fiat currency/],
  [{ currency: 'kzt' }, 'to_currency', /is required with a fiat currency/],
  [{ course_source: 'abc' }, 'course_source', /4 to 20/],
  [{ course_source: letters(21) }, 'course_source', /4 to 20/],
  [{ course_source: 1234 }, 'course_source', /string of 4 to 20/],
  [{ priority: 'low' }, 'priority', /4 to 11/],
  [{ priority: letters(12) }, 'priority', /4 to 11/],
  [{ priority: null }, 'priority', /string of 4 to 11/],
  [{ is_substract: true }, 'is_substract', /did you mean is_subtract\?/],
  [{ adress: 'x' }, 'adress', /did you mean address\?/],
  [{ lifetime: 300 }, 'lifetime', /is not known/],
  ...badOptions,
]

/** The params of `payouts.create`. */
export const createPayoutTable: ParamTable = {
  valid: payout,
  accepted: [
    ...accepted,
    { order_id: 'a' },
    { order_id: letters(32) },
    { url_callback: 'https://shop.example/payouts' },
    { url_callback: urlOf(255) },
    { url_callback: 'http://[::1]:8080/' },
    { from_currency: 'USDT' },
    { memo: 'x' },
    { memo: letters(30) },
  ],
  refused: [
    ...refused,
    ...missing('order_id'),
    ...badOrderIds(32),
    [{ order_id: letters(33) }, 'order_id', /1 to 32.*could not be looked up again/],
    ...badUrls('url_callback'),
    [{ from_currency: 'BTC' }, 'from_currency', /"USDT" or left out/],
    [{ from_currency: 'usdt' }, 'from_currency', /"USDT"/],
    [{ memo: '' }, 'memo', /1 to 30/],
    [{ memo: letters(31) }, 'memo', /1 to 30/],
    [{ memo: 12_345 }, 'memo', /string of 1 to 30/],
  ],
}

/** The params of `payouts.calculate`. */
export const calculatePayoutTable: ParamTable = {
  valid: calculation,
  accepted,
  refused: [
    ...refused,
    [{ order_id: 'payout-1' }, 'order_id', /is not known/],
    [{ from_currency: 'USDT' }, 'from_currency', /is not known/],
    [{ memo: 'x' }, 'memo', /is not known/],
  ],
}
