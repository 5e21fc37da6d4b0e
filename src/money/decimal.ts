import { validationError } from '../errors/create-error.ts'

/** A decimal number as an integer and the number of its digits behind the point: `15.00` is 1500 and 2. */
interface Decimal {
  readonly units: bigint
  readonly scale: number
}

const decimalPattern = /^(-?)(\d{1,64})(?:\.(\d{1,64}))?$/

/** Returns `true` for a decimal string: a sign or none, 1 to 64 digits, and behind a point 1 to 64 more; no exponent. */
export function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && decimalPattern.test(value)
}

/** Parses a decimal string exactly. Throws a `validation` error for anything else. */
export function parseDecimal(amount: string): Decimal {
  const [, sign, whole, fraction = ''] = (typeof amount === 'string' && decimalPattern.exec(amount)) || []
  if (whole === undefined) throw validationError('amount', 'must be a decimal string like "10.28"')
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length }
}

/** Parses two decimal strings and brings them to one scale, so that their units can be compared and added. */
export function alignDecimals(
  a: string,
  b: string,
): { readonly a: bigint; readonly b: bigint; readonly scale: number } {
  const left = parseDecimal(a)
  const right = parseDecimal(b)
  const scale = Math.max(left.scale, right.scale)
  return {
    a: left.units * 10n ** BigInt(scale - left.scale),
    b: right.units * 10n ** BigInt(scale - right.scale),
    scale,
  }
}

/**
 * Returns a decimal string as an integer of units at `places` behind the point, what is finer cut off; `undefined` for any
 * other text.
 */
export function unitsAt(amount: string, places: number): bigint | undefined {
  const [, sign, whole, fraction = ''] = decimalPattern.exec(amount) ?? []
  return whole === undefined ? undefined : BigInt(sign + whole + fraction.padEnd(places, '0').slice(0, places))
}

/** Returns the form that all equal amounts share: `"7.00000000"` becomes `"7"`. Any other text is returned unchanged. */
export function canonicalAmount(amount: string): string {
  if (!isDecimal(amount)) return amount
  const whole = amount.replace(/^(-?)0+(?=\d)/, '$1')
  const short = whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole
  return short === '-0' ? '0' : short
}

/** Formats a finite number as its shortest decimal string, without exponent: `1e-7` becomes `"0.0000001"`. */
export function decimalFromNumber(value: number): string {
  const [, sign = '', mantissa = '', exponent] = /^(-?)(.+)e(.+)$/.exec(String(value)) ?? []
  if (exponent === undefined) return String(value)
  const digits = mantissa.replace('.', '')
  // An exponent stands only where all digits are on one side of the point: below 1e-6, and from 1e21 on.
  const shift = Number(exponent)
  return sign + (shift < 0 ? `0.${'0'.repeat(-shift - 1)}${digits}` : digits.padEnd(shift + 1, '0'))
}

/** Formats a decimal in its shortest form: `15`, `0.5`, `-1.25`. Zero has no sign. */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
