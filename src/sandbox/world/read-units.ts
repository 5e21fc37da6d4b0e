import { refuseInput } from './refuse-input.ts'
import { toUnits, type Units } from './units.ts'

/** Reads how much a test sends; what is not above zero is a `validation` error. */
export function readUnits(amount: string): Units {
  const units = toUnits(amount)
  return units > 0n ? units : refuseInput('amount', 'must be above zero')
}
