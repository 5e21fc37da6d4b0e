/** The part of `json_encode`'s flags that is needed. */
interface PhpFlags {
  /** `true` for `\uXXXX` beyond ASCII, PHP's default; `false` for `JSON_UNESCAPED_UNICODE`. */
  readonly escapeUnicode: boolean
}

/** Encodes a plain JSON value as PHP's `json_encode` does. Members that are `undefined` are left out. */
export function encodePhp(value: unknown, flags: PhpFlags): string {
  if (typeof value === 'string') return encodePhpString(value, flags.escapeUnicode)
  if (typeof value === 'number') return encodePhpNumber(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => encodePhp(item, flags)).join(',')}]`
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `${encodePhpString(name, flags.escapeUnicode)}:${encodePhp(item, flags)}`)
  return `{${members.join(',')}}`
}

// PHP escapes the two line separators even under JSON_UNESCAPED_UNICODE (since 7.1); `JSON.stringify` does not.
const lineSeparator = /[\u2028\u2029]/g
const notAscii = /[\u0080-\uffff]/g

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Escapes what PHP escapes and `JSON.stringify` does not, in a text that holds neither escaped. */
const escapeAsPhp = (json: string) => json.replaceAll('/', '\\/').replace(lineSeparator, escapeUnit)

/**
 * Encodes a string as PHP's `json_encode` does: a slash as `\/`, and what lies beyond ASCII either as it is
 * (`JSON_UNESCAPED_UNICODE`) or as `\uXXXX` (PHP's default).
 */
export function encodePhpString(value: string, escapeUnicode = false): string {
  const encoded = escapeAsPhp(JSON.stringify(value))
  return escapeUnicode ? encoded.replace(notAscii, escapeUnit) : encoded
}

// With `serialize_precision = -1` PHP prints the shortest digits that round-trip, and turns to an exponent outside of
// 1e-4 to 1e17 (main/snprintf.c, php_gcvt with 17 digits).
const smallestPlain = -4
const largestPlain = 16

/** Encodes a finite number as PHP's `json_encode` does: `1.0e-7` where JavaScript has `1e-7`, and `-0`. */
export function encodePhpNumber(value: number): string {
  if (Object.is(value, -0)) return '-0'
  if (Number.isSafeInteger(value)) return String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < smallestPlain || power > largestPlain) {
    return `${digits.includes('.') ? digits : `${digits}.0`}e${exponent}`
  }
  return String(value)
}

/**
 * Encodes a scanned JSON text again as PHP would: without white space between tokens, each string as `json_encode` writes
 * it, and every other token as it was. Two texts with different meanings never become equal.
 */
export const reencodePhp = (text: string): string =>
  escapeAsPhp(text.replace(stringOrSpace, (token) => (token.startsWith('"') ? unescapeString(token) : '')))

const stringOrSpace = /"[^"\\]*(?:\\.[^"\\]*)*"|[ \t\n\r]+/g

// To the fewest escapes that JSON allows.
const unescapeString = (token: string) => (token.includes('\\') ? JSON.stringify(JSON.parse(token)) : token)
