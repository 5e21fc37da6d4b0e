import { align } from './align.ts'
import { formatDecimal } from './format-decimal.ts'

/** Subtracts `b` from `a` exactly; both are decimal strings of one currency. The result may be negative. */
export function subtractAmounts(a: string, b: string): string {
  const aligned = align(a, b)
  return formatDecimal({ units: aligned.a - aligned.b, scale: aligned.scale })
}
