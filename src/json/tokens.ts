import { backslash, quote } from './characters.ts'

const isHighSurrogate = (code: number) => code >= 0xd800 && code <= 0xdbff
const isLowSurrogate = (code: number) => code >= 0xdc00 && code <= 0xdfff

const fourHexDigits = /^[0-9a-fA-F]{4}$/

/** The code unit that `\uXXXX` at a position stands for, or -1 when it is not written that way. */
function readUnicodeEscape(text: string, at: number): number {
  if (text.charCodeAt(at) !== backslash || text[at + 1] !== 'u') return -1
  const digits = text.slice(at + 2, at + 6)
  return fourHexDigits.test(digits) ? Number.parseInt(digits, 16) : -1
}

function skipEscape(text: string, at: number): number {
  const letter = text[at + 1]
  if (letter !== undefined && '"\\/bfnrt'.includes(letter)) return at + 2
  const code = readUnicodeEscape(text, at)
  if (code < 0 || isLowSurrogate(code)) return -1
  if (!isHighSurrogate(code)) return at + 6
  return isLowSurrogate(readUnicodeEscape(text, at + 6)) ? at + 12 : -1
}

/**
 * Position behind the JSON string that starts at a quote, or -1 when it is not one.
 *
 * Half a surrogate pair, raw or escaped, is refused as PHP refuses it: it has no UTF-8 bytes that could be signed.
 */
export function skipString(text: string, start: number): number {
  let at = start + 1
  while (at < text.length) {
    const code = text.charCodeAt(at)
    if (code === quote) return at + 1
    if (code === backslash) {
      at = skipEscape(text, at)
      if (at < 0) return -1
    } else if (code < 0x20 || isLowSurrogate(code)) {
      return -1
    } else if (isHighSurrogate(code)) {
      if (!isLowSurrogate(text.charCodeAt(at + 1))) return -1
      at += 2
    } else {
      at++
    }
  }
  return -1
}
