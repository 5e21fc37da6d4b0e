import { align } from './align.ts'
import { formatDecimal } from './format-decimal.ts'

/** Adds two decimal strings of one currency exactly: `"0.1"` and `"0.2"` make `"0.3"`. */
export function addAmounts(a: string, b: string): string {
  const aligned = align(a, b)
  return formatDecimal({ units: aligned.a + aligned.b, scale: aligned.scale })
}
