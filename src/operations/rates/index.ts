import { listRates } from '../rates.ts'

/** Exchange rates. */
export const rates = {
  /** Reads what a currency is worth in others. Public: it needs no key and is not signed. */
  list: listRates,
} as const

export type { ListRatesParams, Rate } from '../rates.ts'
export { listRates }
