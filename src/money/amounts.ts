import { alignDecimals, formatDecimal } from './decimal.ts'

/** Adds two decimal strings of one currency exactly: `"0.1"` and `"0.2"` make `"0.3"`. */
export function addAmounts(a: string, b: string): string {
  const aligned = alignDecimals(a, b)
  return formatDecimal({ units: aligned.a + aligned.b, scale: aligned.scale })
}

/**
 * Compares two amounts exactly: negative when `a` is less, 0 when they are equal, positive when `a` is more.
 *
 * Both are decimal strings of one currency; `"7"` and `"7.00000000"` are equal. Anything else is a `validation` error.
 */
export function compareAmounts(a: string, b: string): -1 | 0 | 1 {
  const aligned = alignDecimals(a, b)
  if (aligned.a === aligned.b) return 0
  return aligned.a < aligned.b ? -1 : 1
}

/** Subtracts `b` from `a` exactly; both are decimal strings of one currency. The result may be negative. */
export function subtractAmounts(a: string, b: string): string {
  const aligned = alignDecimals(a, b)
  return formatDecimal({ units: aligned.a - aligned.b, scale: aligned.scale })
}
