import { isDecimal } from './decimal.ts'

/** The one spelling that all equal amounts share: `"7.00000000"` becomes `"7"`. What is not an amount stays as it is. */
export function canonicalAmount(amount: string): string {
  if (!isDecimal(amount)) return amount
  const whole = amount.replace(/^(-?)0+(?=\d)/, '$1')
  const short = whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole
  return short === '-0' ? '0' : short
}
