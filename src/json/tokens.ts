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

// An escape, both halves where it is one of a surrogate pair; or a character from U+D800 on, both halves where it has two.
const special =
  /\\(?:["\\/bfnrt]|u(?![dD][89a-fA-F])[\da-fA-F]{4}|u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2})|[\ud800-\udbff][\udc00-\udfff]|[\ue000-\uffff]/y

const scalar = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?(?![.eE])/y

/** Returns the position behind the token of a sticky pattern that begins at `start`, or -1 if there is none. */
function skipToken(pattern: RegExp, text: string, start: number): number {
  pattern.lastIndex = start
  return pattern.test(text) ? pattern.lastIndex : -1
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
    at = skipToken(special, text, at)
    if (at < 0) return -1
  }
}

/** Returns the position behind the JSON number, `true`, `false` or `null` that begins at `start`, or -1 if there is none. */
export const skipScalar = (text: string, start: number): number => skipToken(scalar, text, start)
