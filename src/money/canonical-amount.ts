import { formatDecimal } from './format-decimal.ts'
import { parseDecimal } from './parse-decimal.ts'

/** The one spelling that all equal amounts share: `"7.00000000"` becomes `"7"`. */
export function canonicalAmount(amount: string): string {
  return formatDecimal(parseDecimal(amount))
}
