import { decimalFromNumber } from '../money/decimal-from-number.ts'

/** A JSON number where a text or money is documented becomes the shortest decimal string that names it, without exponent. */
export const readText = (value: unknown): unknown =>
  // `1e999` is valid JSON, and `JSON.parse` makes Infinity of it.
  typeof value === 'number' && Number.isFinite(value) ? decimalFromNumber(value) : value

/** PHP's other spellings of a yes or no become booleans. */
export const readFlag = (value: unknown): unknown => {
  if (value === 1 || value === '1' || value === 'true') return true
  if (value === 0 || value === '0' || value === 'false') return false
  return value
}

/** A whole number that came as a string becomes a number. */
export const readCount = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value
