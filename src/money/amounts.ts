import { alignDecimals, formatDecimal } from './decimal.ts'

/**
 * Adds two amounts of one currency exactly: `"0.1"` and `"0.2"` make `"0.3"`.
 *
 * Amounts are decimal strings with up to 64 digits on each side of the point, without exponent or separators. The sum is in
 * its shortest form: `"7.50"` and `"0"` make `"7.5"`.
 *
 * @throws {CryptomusError} kind `validation`: an argument is not such a string.
 */
export function addAmounts(a: string, b: string): string {
  const aligned = alignDecimals(a, b)
  return formatDecimal({ units: aligned.a + aligned.b, scale: aligned.scale })
}

/**
 * Compares two amounts of one currency exactly: returns -1 if `a` is less than `b`, 0 if they are equal, 1 if `a` is more.
 *
 * Amounts are decimal strings with up to 64 digits on each side of the point, without exponent or separators. `"7"` and
 * `"7.00000000"` are equal.
 *
 * @throws {CryptomusError} kind `validation`: an argument is not such a string.
 */
export function compareAmounts(a: string, b: string): -1 | 0 | 1 {
  const aligned = alignDecimals(a, b)
  if (aligned.a === aligned.b) return 0
  return aligned.a < aligned.b ? -1 : 1
}

/**
 * Subtracts `b` from `a` exactly, two amounts of one currency. The difference may be negative: `"-0.5"`.
 *
 * Amounts are decimal strings with up to 64 digits on each side of the point, without exponent or separators. The difference
 * is in its shortest form.
 *
 * @throws {CryptomusError} kind `validation`: an argument is not such a string.
 */
export function subtractAmounts(a: string, b: string): string {
  const aligned = alignDecimals(a, b)
  return formatDecimal({ units: aligned.a - aligned.b, scale: aligned.scale })
}
