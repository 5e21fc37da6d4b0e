import { codeParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { listOf, money, objectOf, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'

/** Whose rates to read. */
export interface ListRatesParams {
  /** Currency code: `"ETH"`. */
  readonly currency: string
}

/** What one unit of a currency costs in another. */
export interface Rate {
  /** The currency that was asked for. */
  readonly from: string
  /** The other currency. */
  readonly to: string
  /** How much of `to` one `from` is worth. */
  readonly course: string
  /** Where the rate comes from. Heleket only. */
  readonly source?: string | null | undefined
}

/**
 * Reads what a currency is worth in others. Public: it needs no key and is not signed.
 *
 * Source: doc.cryptomus.com, "Exchange rates".
 */
export const listRates = /* @__PURE__ */ defineOperation<ListRatesParams, readonly Rate[]>({
  id: 'rates.list',
  method: 'GET',
  path: '/v1/exchange-rate/{currency}/list',
  key: 'none',
  repeatable: 'reads',
  params: paramsSchema<ListRatesParams>({ currency: codeParam }),
  result: listOf(objectOf<Rate>({ from: text, to: text, course: money, source: text })),
})

/** Exchange rates. */
export const rates = {
  /** Reads what a currency is worth in others. Public: it needs no key and is not signed. */
  list: listRates,
} as const
