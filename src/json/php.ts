import { spellPhpNumber } from './spell-php-number.ts'
import { spellPhpString } from './spell-php-string.ts'

/** How to spell what lies beyond ASCII. */
export interface PhpSpelling {
  /** `true` for PHP's default `\uXXXX`, `false` for `JSON_UNESCAPED_UNICODE`. */
  readonly escapeUnicode: boolean
}

/** Encodes a plain JSON value (what `JSON.parse` makes) as PHP's `json_encode` spells it, without `undefined` members. */
export function encodePhp(value: unknown, spelling: PhpSpelling): string {
  if (typeof value === 'string') return spellPhpString(value, spelling.escapeUnicode)
  if (typeof value === 'number') return spellPhpNumber(value)
  if (typeof value !== 'object' || value === null) return String(value)
  if (Array.isArray(value)) return `[${value.map((item) => encodePhp(item, spelling)).join(',')}]`
  const members = Object.entries(value)
    .filter(([, item]) => item !== undefined)
    .map(([name, item]) => `${spellPhpString(name, spelling.escapeUnicode)}:${encodePhp(item, spelling)}`)
  return `{${members.join(',')}}`
}
