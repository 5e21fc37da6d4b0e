import type { ParamTable, Refused } from '../check-params.ts'

/** A text of a length. */
export const letters = (length: number): string => 'x'.repeat(length)

/** An https URL of a length. */
export const urlOf = (length: number): string => `https://shop.example/${'a'.repeat(length - 21)}`

/** What a code of a currency or a network is not. */
export const badCodes = (name: string): Refused => [
  [{ [name]: '' }, name, /code like "USDT"/],
  [{ [name]: 'US DT' }, name, /code like "USDT"/],
  [{ [name]: letters(33) }, name, /code like "USDT"/],
  [{ [name]: 840 }, name, /code like "USDT"/],
  [{ [name]: null }, name, /code like "USDT"/],
]

/** What an amount is not. */
export const badAmounts = (name = 'amount'): Refused => [
  [{ [name]: 15 }, name, /decimal string.*not a number, which loses digits/],
  [{ [name]: '0' }, name, /above zero/],
  [{ [name]: '-1' }, name, /above zero/],
  [{ [name]: '1,5' }, name, /decimal string/],
  [{ [name]: '1e3' }, name, /decimal string/],
  [{ [name]: '' }, name, /decimal string/],
  [{ [name]: null }, name, /decimal string/],
]

/** What a yes or no is not. */
export const badFlags = (name: string): Refused => [
  [{ [name]: 'true' }, name, /true or false/],
  [{ [name]: 1 }, name, /true or false/],
  [{ [name]: null }, name, /true or false/],
]

/** What an address for webhooks is not, and a page for payers neither. */
export const badUrls = (name: string, max = 255): Refused => [
  [{ [name]: 'http://shop.example/hook' }, name, /https URL.*http on loopback only/],
  [{ [name]: 'shop.example/hook' }, name, /https URL/],
  [{ [name]: 'ftp://shop.example/' }, name, /https URL/],
  [{ [name]: 'https' }, name, new RegExp(`6 to ${max} characters`)],
  [{ [name]: urlOf(max + 1) }, name, new RegExp(`6 to ${max} characters`)],
  [{ [name]: null }, name, /https URL/],
]

/** What no params take: an option of the call. */
export const badOptions: Refused = [
  [{ signal: AbortSignal.abort() }, 'signal', /is an option, not a param; pass it in the second argument/],
  [{ timeoutMs: 5 }, 'timeoutMs', /second argument/],
  [{ extra: {} }, 'extra', /second argument/],
]

/** One param after the other left out. */
export const missing = (...names: readonly string[]): Refused =>
  names.map((name) => [{ [name]: undefined }, name, /is required/])

/** What `order_id` is not. */
export const badOrderIds = (max: number): Refused => [
  [{ order_id: '' }, 'order_id', new RegExp(`1 to ${max} letters, digits`)],
  [{ order_id: letters(max + 1) }, 'order_id', new RegExp(`1 to ${max} letters, digits`)],
  [{ order_id: 'order 1' }, 'order_id', /letters, digits, "_" or "-"/],
  [{ order_id: 'order/1' }, 'order_id', /letters, digits/],
  [{ order_id: 'заказ' }, 'order_id', /letters, digits/],
  [{ order_id: 1 }, 'order_id', /letters, digits/],
  [{ order_id: null }, 'order_id', /letters, digits/],
]

/** What the gateway's id of a record is not. */
export const badUuids = (name = 'uuid'): Refused => [
  [{ [name]: '' }, name, /1 to 64 characters/],
  [{ [name]: letters(65) }, name, /1 to 64 characters/],
  [{ [name]: 7 }, name, /string of 1 to 64/],
  [{ [name]: null }, name, /string of 1 to 64/],
]

const uuid = '4a1f6d52-93c7-4e0b-8d2a-6b5c4d3e2f10'

/** A table of an operation that takes the `uuid` or the `order_id` of a record, and `more`. */
export const refTable = (max: number, more: ParamTable['valid'] = {}): ParamTable => ({
  valid: { uuid, ...more },
  accepted: [
    {},
    { uuid: letters(64) },
    { order_id: undefined },
    { uuid: undefined, order_id: 'a' },
    { uuid: undefined, order_id: 'A-b_9' },
    { uuid: undefined, order_id: letters(max) },
  ],
  refused: [
    [{ uuid: undefined }, 'uuid', /^or order_id.* is required$/],
    [{ order_id: 'order-1' }, 'order_id', /^must not be given together with uuid; keep one of them$/],
    ...badUuids(),
    ...badOrderIds(max).map(([params, ...rest]) => [{ uuid: undefined, ...params }, ...rest] as const),
    [{ uid: uuid }, 'uid', /did you mean uuid\?/],
    [{ orderId: 'x' }, 'orderId', /did you mean order_id\?/],
    [{ amount: '1' }, 'amount', /is not known.*options\.extra/],
    ...badOptions,
  ],
})

/** A table of an operation that takes nothing. */
export const nothingTable: ParamTable = {
  valid: {},
  accepted: [{}],
  refused: [
    [{ currency: 'USDT' }, 'currency', /is not known \(none are\).*options\.extra/],
    [{ cursor: undefined }, 'cursor', /is not known \(none are\)/],
    ...badOptions,
  ],
}
