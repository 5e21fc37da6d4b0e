import { codeParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { listOf, money, objectOf, text } from '../schema/result-fields.ts'
import { declareOperation } from './define-operation.ts'

/** Price of one unit of a currency in another currency. */
export interface Rate {
  /** Code of the requested currency: `ETH`. */
  readonly from: string
  /** Code of the currency of the price: `USD`. */
  readonly to: string
  /** Amount of `to` that one unit of `from` is worth. */
  readonly course: string
  /** Service that the rate is taken from; Heleket only. */
  readonly source?: string | null | undefined
}

/** Currency whose rates are read. */
export interface ListRatesParams {
  /** Currency code: `"ETH"`. */
  readonly currency: string
}

/**
 * Returns the exchange rates of a currency, each as the price of one unit of it; needs no API key.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/exchange-rates/list (Exchange rates list)
 */
export const listRates = /* @__PURE__ */ declareOperation<ListRatesParams, readonly Rate[]>({
  id: 'rates.list',
  method: 'GET',
  path: '/v1/exchange-rate/{currency}/list',
  key: 'none',
  repeatable: 'reads',
  params: () => paramsSchema<ListRatesParams>({ currency: codeParam }),
  result: () => listOf(objectOf<Rate>({ from: text, to: text, course: money, source: text })),
})

/** Operation on exchange rates. */
export const rates = {
  /** Returns the exchange rates of a currency, each as the price of one unit of it; needs no API key. */
  list: listRates,
} as const
