/** Code units that have a meaning in JSON (RFC 8259, section 2). */
export const quote = 0x22
const backslash = 0x5c
export const comma = 0x2c
export const colon = 0x3a
export const openBrace = 0x7b
export const closeBrace = 0x7d
export const openBracket = 0x5b
export const closeBracket = 0x5d

/** Returns `true` for the white space of JSON: space, tab, line feed and carriage return. */
export function isSpace(code: number): boolean {
  return code <= 0x20 && (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09)
}

/** Returns the position of the first character at or after `at` that is not white space. */
export function skipSpace(text: string, at: number): number {
  let next = at
  while (isSpace(text.charCodeAt(next))) next++
  return next
}

/**
 * Returns the position behind the JSON string that begins at a quote, or -1 if it is malformed.
 *
 * Half a surrogate pair, raw or escaped, is malformed, as it is to PHP: it has no UTF-8 bytes that could be signed.
 */
export function skipString(text: string, start: number): number {
  let at = start + 1
  for (;;) {
    let code = text.charCodeAt(at)
    // Nearly every character of a webhook. At the end of the text the code is NaN.
    while (code >= 0x20 && code < 0xd800 && code !== quote && code !== backslash) code = text.charCodeAt(++at)
    if (code === quote) return at + 1
    at = code === backslash ? skipEscape(text, at) : skipSurrogates(text, at, code)
    if (at < 0) return -1
  }
}

/** Returns the position behind a pair of surrogates or a character above them, or -1 for any other character. */
function skipSurrogates(text: string, at: number, code: number): number {
  if (code > 0xdfff) return at + 1
  return isHighSurrogate(code) && isLowSurrogate(text.charCodeAt(at + 1)) ? at + 2 : -1
}

function skipEscape(text: string, at: number): number {
  const letter = text[at + 1]
  if (letter !== undefined && '"\\/bfnrt'.includes(letter)) return at + 2
  const code = readUnicodeEscape(text, at)
  if (code < 0 || isLowSurrogate(code)) return -1
  if (!isHighSurrogate(code)) return at + 6
  return isLowSurrogate(readUnicodeEscape(text, at + 6)) ? at + 12 : -1
}

const fourHexDigits = /^[0-9a-fA-F]{4}$/

/** Returns the code unit of the escape `\uXXXX` at a position, or -1 if there is none. */
function readUnicodeEscape(text: string, at: number): number {
  if (text.charCodeAt(at) !== backslash || text[at + 1] !== 'u') return -1
  const digits = text.slice(at + 2, at + 6)
  return fourHexDigits.test(digits) ? Number.parseInt(digits, 16) : -1
}

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number) => code >= 0xdc00 && code <= 0xdfff

/** Returns the position behind the JSON number, `true`, `false` or `null` that begins at a position, or -1 if none does. */
export function skipScalar(text: string, start: number): number {
  if (text.startsWith('true', start) || text.startsWith('null', start)) return start + 4
  if (text.startsWith('false', start)) return start + 5
  return skipNumber(text, start)
}

function skipNumber(text: string, start: number): number {
  let at = text[start] === '-' ? start + 1 : start
  at = text[at] === '0' ? at + 1 : skipDigits(text, at)
  if (at > 0 && text[at] === '.') at = skipDigits(text, at + 1)
  if (at > 0 && (text[at] === 'e' || text[at] === 'E')) {
    const sign = text[at + 1]
    at = skipDigits(text, sign === '+' || sign === '-' ? at + 2 : at + 1)
  }
  return at
}

/** Returns the position behind a run of digits, or -1 if there is no digit. */
function skipDigits(text: string, start: number): number {
  let at = start
  while (isDigit(text.charCodeAt(at))) at++
  return at === start ? -1 : at
}

const isDigit = (code: number) => code >= 0x30 && code <= 0x39
