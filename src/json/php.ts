import { isSpace, quote, skipString } from './tokens.ts'

// With `serialize_precision = -1` PHP prints the shortest digits that round-trip, and turns to an exponent outside of
// 1e-4 to 1e17 (main/snprintf.c, php_gcvt with 17 digits).
const smallestPlain = -4
const largestPlain = 16

/** Spells a finite number as PHP's `json_encode` does: `1.0e-7` where JavaScript has `1e-7`, and `-0`. */
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

// PHP keeps these two escaped even under JSON_UNESCAPED_UNICODE (since 7.1); `JSON.stringify` does not escape them.
const slashOrLineSeparator = /[/\u2028\u2029]/g
const notAscii = /[\u0080-\uffff]/g

const escapeUnit = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`

/**
 * Spells a string as PHP's `json_encode` does: `\/`, and beyond ASCII either as it is (`JSON_UNESCAPED_UNICODE`) or as
 * `\uXXXX` (PHP's default).
 */
export function encodePhpString(value: string, escapeUnicode = false): string {
  const spelled = JSON.stringify(value).replace(slashOrLineSeparator, (unit) =>
    unit === '/' ? '\\/' : escapeUnit(unit),
  )
  return escapeUnicode ? spelled.replace(notAscii, escapeUnit) : spelled
}

/** How to spell what lies beyond ASCII. */
interface PhpSpelling {
  /** `true` for PHP's default `\uXXXX`, `false` for `JSON_UNESCAPED_UNICODE`. */
  readonly escapeUnicode: boolean
}

/** Encodes a plain JSON value (what `JSON.parse` makes) as PHP's `json_encode` spells it, without `undefined` members. */
export function encodePhp(value: unknown, spelling: PhpSpelling): string {
  if (typeof value === 'string') return encodePhpString(value, spelling.escapeUnicode)
  if (typeof value === 'number') return encodePhpNumber(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => encodePhp(item, spelling)).join(',')}]`
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `${encodePhpString(name, spelling.escapeUnicode)}:${encodePhp(item, spelling)}`)
  return `{${members.join(',')}}`
}

const spelledOtherwise = /[\\/\u2028\u2029]/

function respellString(token: string): string {
  return spelledOtherwise.test(token) ? encodePhpString(JSON.parse(token) as string) : token
}

/**
 * Spells a scanned JSON text as PHP would have: no white space between tokens, each string in PHP's spelling, and
 * every other token as it was. Two texts with different meanings never come out the same.
 */
export function reencodePhp(text: string): string {
  let spelled = ''
  let from = 0
  let at = 0
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      const end = skipString(text, at)
      spelled += text.slice(from, at) + respellString(text.slice(at, end))
      from = at = end
    } else if (isSpace(code)) {
      spelled += text.slice(from, at)
      from = at = at + 1
    } else {
      at++
    }
  }
  return spelled + text.slice(from)
}
