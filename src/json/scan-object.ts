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

/** Where one top-level member of a JSON object stands in its text. */
export interface Member {
  /** The decoded name, so that `"\u0073ign"` is `sign`. */
  readonly name: string
  /** Position of the name's opening quote. */
  readonly start: number
  /** Position of the value's first character. */
  readonly valueStart: number
  /** Position behind the value. */
  readonly end: number
}

/** What one walk over a JSON text found: its top-level members, or why it must not be trusted. */
type Scan =
  | { readonly ok: true; readonly members: readonly Member[] }
  | { readonly ok: false; readonly reason: 'malformed' | 'duplicate_key' }

const maxDepth = 128

// A position is never negative, so a walk that failed returns why.
const malformed = -1
const duplicateKey = -2

function skipArray(text: string, start: number, depth: number): number {
  if (depth > maxDepth) return malformed
  let at = skipSpace(text, start + 1)
  if (text.charCodeAt(at) === closeBracket) return at + 1
  for (;;) {
    at = skipValue(text, at, depth)
    if (at < 0) return at
    at = skipSpace(text, at)
    const code = text.charCodeAt(at)
    if (code === closeBracket) return at + 1
    if (code !== comma) return malformed
    at = skipSpace(text, at + 1)
  }
}

function skipObject(text: string, start: number, depth: number, members?: Member[]): number {
  if (depth > maxDepth) return malformed
  let at = skipSpace(text, start + 1)
  if (text.charCodeAt(at) === closeBrace) return at + 1
  const names = new Set<string>()
  for (;;) {
    if (text.charCodeAt(at) !== quote) return malformed
    const nameEnd = skipString(text, at)
    if (nameEnd < 0) return malformed
    const spelled = text.slice(at + 1, nameEnd - 1)
    const name = spelled.includes('\\') ? (JSON.parse(`"${spelled}"`) as string) : spelled
    if (name === '__proto__') return malformed
    if (names.size === names.add(name).size) return duplicateKey
    const colonAt = skipSpace(text, nameEnd)
    if (text.charCodeAt(colonAt) !== colon) return malformed
    const valueStart = skipSpace(text, colonAt + 1)
    const end = skipValue(text, valueStart, depth)
    if (end < 0) return end
    members?.push({ name, start: at, valueStart, end })
    at = skipSpace(text, end)
    const code = text.charCodeAt(at)
    if (code === closeBrace) return at + 1
    if (code !== comma) return malformed
    at = skipSpace(text, at + 1)
  }
}

function skipValue(text: string, at: number, depth: number): number {
  const code = text.charCodeAt(at)
  if (code === quote) return skipString(text, at)
  if (code === openBrace) return skipObject(text, at, depth + 1)
  if (code === openBracket) return skipArray(text, at, depth + 1)
  return skipScalar(text, at)
}

/**
 * Walks a JSON text once, without building anything, and tells where its top-level members stand.
 *
 * Accepts exactly the objects of RFC 8259 less what two parsers could read differently: a name that occurs twice in
 * one object, `__proto__`, half a surrogate pair, and more than 128 levels.
 */
export function scanObject(text: string): Scan {
  const start = skipSpace(text, 0)
  const members: Member[] = []
  const end = text.charCodeAt(start) === openBrace ? skipObject(text, start, 1, members) : malformed
  if (end === duplicateKey) return { ok: false, reason: 'duplicate_key' }
  if (end < 0 || skipSpace(text, end) !== text.length) return { ok: false, reason: 'malformed' }
  return { ok: true, members }
}

/** Takes one member and one comma out of a scanned JSON object and keeps every other character as it was. */
export function removeMember(text: string, member: Member, previous: Member | undefined): string {
  if (previous !== undefined) return text.slice(0, previous.end) + text.slice(member.end)
  const next = skipSpace(text, member.end)
  const end = text.charCodeAt(next) === comma ? next + 1 : member.end
  return text.slice(0, member.start) + text.slice(end)
}
