import { createError } from '../errors/create-error.ts'

/** A decimal number as an integer and how many of its digits stand behind the point: `15.00` is 1500 and 2. */
export interface Decimal {
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
