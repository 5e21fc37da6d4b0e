import { configError } from '../errors/create-error.ts'

/** Number of single-character edits that turn one name into the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let row = [...b, ''].map((_, column) => column)
  for (const [i, letter] of [...a].entries()) {
    let left = i + 1
    row = row.map((above, j) => {
      if (j > 0) left = Math.min(left + 1, above + 1, row[j - 1]! + Number(letter !== b[j - 1]))
      return left
    })
  }
  return row[b.length]!
}

/** The known name that a misspelt one most likely means, or `undefined` when none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const spelled = name.slice(0, 64).toLowerCase()
  let nearest: string | undefined
  let least = Math.max(2, spelled.length / 3) + 1
  for (const candidate of known) {
    const distance = editDistance(spelled, candidate.toLowerCase())
    if (distance < least) [nearest, least] = [candidate, distance]
  }
  return nearest
}

/** What to say of a name that nothing declares: the nearest declared one, or the whole list. */
export function describeUnknownName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  if (nearest !== undefined) return `is not known (did you mean ${nearest}?)`
  return `is not known (${known.length === 0 ? 'none are' : `known are ${known.join(', ')}`})`
}

/**
 * Throws a `config` error for the first option that nothing reads: a misspelt one would silently have no effect.
 *
 * `prefix` stands before the name in the message, for options within an option: `wire.`.
 */
export function assertKnownNames(options: unknown, known: readonly string[], prefix = ''): void {
  const unknown = Object.keys(Object(options)).find((name) => !known.includes(name))
  if (unknown !== undefined) throw configError(prefix + unknown, describeUnknownName(unknown, known))
}

/** Names of the options that a single call takes. */
export const callOptionNames: readonly string[] = ['signal', 'timeoutMs', 'attemptTimeoutMs', 'retries', 'extra']
