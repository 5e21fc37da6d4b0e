import { createError } from '../errors/create-error.ts'

/** A decimal number as an integer and how many of its digits stand behind the point: `15.00` is 1500 and 2. */
interface Decimal {
  readonly units: bigint
  readonly scale: number
}

const decimalPattern = /^(-?)(\d{1,64})(?:\.(\d{1,64}))?$/

/** Whether a value is a decimal string that money can be counted in: digits, at most one point, no exponent. */
export function isDecimal(value: unknown): value is string {
  return typeof value === 'string' && decimalPattern.test(value)
}

/** Reads a decimal string exactly. Anything else is a `validation` error. */
export function parseDecimal(amount: string): Decimal {
  const [, sign, whole, fraction = ''] = (typeof amount === 'string' && decimalPattern.exec(amount)) || []
  if (whole === undefined) {
    const message = 'must be a decimal string like "10.28", without exponent or separators'
    throw createError('validation', `The amount ${message}.`, { issues: [{ path: 'amount', message }] })
  }
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length }
}

/** Brings two decimal strings to one scale, so that their units can be compared and added. */
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

/** The one spelling that all equal amounts share: `"7.00000000"` becomes `"7"`. What is not an amount stays as it is. */
export function canonicalAmount(amount: string): string {
  if (!isDecimal(amount)) return amount
  const whole = amount.replace(/^(-?)0+(?=\d)/, '$1')
  const short = whole.includes('.') ? whole.replace(/\.?0+$/, '') : whole
  return short === '-0' ? '0' : short
}

/** The shortest decimal string that names a finite number, never with an exponent: `1e-7` becomes `"0.0000001"`. */
export function decimalFromNumber(value: number): string {
  const [mantissa = '', exponent] = Math.abs(value).toExponential().split('e')
  const digits = mantissa.replace('.', '')
  const point = Number(exponent) + 1
  const whole = digits.slice(0, Math.max(0, point)).padEnd(point, '0') || '0'
  const fraction = digits.slice(Math.max(0, point))
  const zeros = '0'.repeat(Math.max(0, -point))
  return `${value < 0 ? '-' : ''}${whole}${fraction && `.${zeros}${fraction}`}`
}

/** Spells a decimal in its shortest form: `15`, `0.5`, `-1.25`. Zero has no sign. */
export function formatDecimal({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, digits.length - scale)
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '')
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}
