import type { ParamTable } from '../check-params.ts'
import { badAmounts, badCodes, badOptions, missing } from './rows.ts'

/** The params of both transfers. */
export const transferTable: ParamTable = {
  valid: { amount: '10.28', currency: 'USDT' },
  accepted: [{}, { amount: '0.00000001' }, { currency: 'btc' }],
  refused: [
    ...missing('amount', 'currency'),
    ...badAmounts(),
    ...badCodes('currency'),
    [{ order_id: 'transfer-1' }, 'order_id', /is not known/],
    [{ network: 'tron' }, 'network', /is not known/],
    [{ ammount: '1' }, 'ammount', /did you mean amount\?/],
    ...badOptions,
  ],
}

/** The params of `discounts.set`. */
export const setDiscountTable: ParamTable = {
  valid: { currency: 'USDT', network: 'tron', discount_percent: -10 },
  accepted: [{}, { discount_percent: -99 }, { discount_percent: 0 }, { discount_percent: 100 }, { network: 'TRON' }],
  refused: [
    ...missing('currency', 'network', 'discount_percent'),
    ...badCodes('currency'),
    ...badCodes('network'),
    [{ discount_percent: -100 }, 'discount_percent', /whole number from -99 to 100/],
    [{ discount_percent: 101 }, 'discount_percent', /whole number from -99 to 100/],
    [{ discount_percent: 1.5 }, 'discount_percent', /whole number/],
    [{ discount_percent: '10' }, 'discount_percent', /whole number/],
    [{ discount_percent: Number.NaN }, 'discount_percent', /whole number/],
    [{ discount_percent: null }, 'discount_percent', /whole number/],
    [{ discount: 10 }, 'discount', /is not known/],
    [{ discount_persent: 10 }, 'discount_persent', /did you mean discount_percent\?/],
    ...badOptions,
  ],
}

/** The params of `rates.list`. */
export const listRatesTable: ParamTable = {
  valid: { currency: 'ETH' },
  accepted: [{}, { currency: 'usd' }, { currency: 'x'.repeat(32) }],
  refused: [
    ...missing('currency'),
    ...badCodes('currency'),
    // It travels in the path.
    [{ currency: '../balance' }, 'currency', /code like "USDT"/],
    [{ currency: '..' }, 'currency', /code like "USDT"/],
    [{ currency: 'ETH?x=1' }, 'currency', /code like "USDT"/],
    [{ to: 'BTC' }, 'to', /is not known/],
    [{ curency: 'BTC' }, 'curency', /did you mean currency\?/],
    ...badOptions,
  ],
}
