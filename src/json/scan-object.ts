import {
  closeBrace,
  closeBracket,
  colon,
  comma,
  openBrace,
  openBracket,
  quote,
  skipScalar,
  skipSpace,
  skipString,
} from './tokens.ts'

/** The positions of one top-level member of a JSON object in its text. */
export interface Member {
  /** The decoded name: `"\u0073ign"` is `sign`. */
  readonly name: string
  /** Position of the name's opening quote. */
  readonly start: number
  /** Position of the value's first character. */
  readonly valueStart: number
  /** Position behind the value. */
  readonly end: number
}

/** The top-level members of a JSON text, or why it must not be trusted. */
type Scan = readonly Member[] | 'malformed' | 'duplicate_key'

/**
 * Finds the top-level members of a JSON object in one pass over its text, without building a value.
 *
 * Accepts the objects of RFC 8259 except those that two parsers could read differently: with a name twice in one object,
 * with `__proto__`, with half a surrogate pair, or with more than 128 levels.
 */
export function scanObject(text: string): Scan {
  const start = skipSpace(text, 0)
  const members: Member[] = []
  const end = text.charCodeAt(start) === openBrace ? skipContainer(text, start, 1, members) : malformed
  if (end === duplicateKey) return 'duplicate_key'
  if (end < 0 || skipSpace(text, end) !== text.length) return 'malformed'
  return members
}

/** Removes one member and one comma from a scanned JSON object and keeps every other character as it was. */
export function removeMember(text: string, member: Member, previous: Member | undefined): string {
  if (previous !== undefined) return text.slice(0, previous.end) + text.slice(member.end)
  const next = skipSpace(text, member.end)
  const end = text.charCodeAt(next) === comma ? next + 1 : member.end
  return text.slice(0, member.start) + text.slice(end)
}

const maxDepth = 128

// Up to this number of names, comparing each takes half the time of hashing it; above, hashing keeps the scan linear.
const maxNamesCompared = 32

// A position is never negative, so a walk that fails returns one of these instead.
const malformed = -1
const duplicateKey = -2

function skipValue(text: string, at: number, depth: number): number {
  const code = text.charCodeAt(at)
  if (code === quote) return skipString(text, at)
  if (code === openBrace || code === openBracket) return skipContainer(text, at, depth + 1)
  return skipScalar(text, at)
}

/** Skips an object, or an array, whose items are values without names. `members` collects those of an object. */
function skipContainer(text: string, start: number, depth: number, members?: Member[]): number {
  if (depth > maxDepth) return malformed
  const isObject = text.charCodeAt(start) === openBrace
  const close = isObject ? closeBrace : closeBracket
  let at = skipSpace(text, start + 1)
  if (text.charCodeAt(at) === close) return at + 1
  const names: string[] = []
  let many: Set<string> | undefined
  for (;;) {
    const itemStart = at
    let name = ''
    if (isObject) {
      if (text.charCodeAt(at) !== quote) return malformed
      const nameEnd = skipString(text, at)
      if (nameEnd < 0) return malformed
      const encoded = text.slice(at + 1, nameEnd - 1)
      name = encoded.includes('\\') ? (JSON.parse(`"${encoded}"`) as string) : encoded
      if (name === '__proto__') return malformed
      if (many?.has(name) ?? names.includes(name)) return duplicateKey
      if (many !== undefined) many.add(name)
      else if (names.push(name) > maxNamesCompared) many = new Set(names)
      const colonAt = skipSpace(text, nameEnd)
      if (text.charCodeAt(colonAt) !== colon) return malformed
      at = skipSpace(text, colonAt + 1)
    }
    const end = skipValue(text, at, depth)
    if (end < 0) return end
    members?.push({ name, start: itemStart, valueStart: at, end })
    at = skipSpace(text, end)
    const code = text.charCodeAt(at)
    if (code === close) return at + 1
    if (code !== comma) return malformed
    at = skipSpace(text, at + 1)
  }
}
