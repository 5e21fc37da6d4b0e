import { configError } from '../errors/create-error.ts'

/** Names of the options that a single call takes. */
export const callOptionNames: readonly string[] = [
  'signal',
  'timeoutMs',
  'attemptTimeoutMs',
  'retries',
  'extra',
  'onResponse',
]

/** Names of the options that a client takes. A webhook handler lets them pass, so that settings can be spread into both. */
export const clientOptionNames = [
  'merchantId',
  'apiKey',
  'payoutApiKey',
  'fetch',
  'gateway',
  'baseUrl',
  'allowHttp',
  'timeoutMs',
  'attemptTimeoutMs',
  'retries',
  'logger',
  'middleware',
  'sign',
] as const

/**
 * Throws a `config` error for the first option that is not known: a mistyped one would have no effect, unnoticed.
 *
 * `prefix` stands before the name in the message, for options within an option: `wire.`.
 */
export function assertKnownNames(options: unknown, known: readonly string[], prefix = ''): void {
  const unknown = Object.keys(Object(options)).find((name) => !known.includes(name))
  if (unknown !== undefined) throw configError(prefix + unknown, describeUnknownName(unknown, known))
}

/** Returns the complaint about a name that is not known: it suggests the nearest known name, or lists all of them. */
export function describeUnknownName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  if (nearest !== undefined) return `is not known (did you mean ${nearest}?)`
  return `is not known (${known.length === 0 ? 'none are' : `known are ${known.join(', ')}`})`
}

/** Returns the known name that a mistyped one probably means, or `undefined` if none is near. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  // The work grows with the length, and a name may come from outside.
  const given = name.slice(0, 64)
  let nearest: string | undefined
  let least = Math.max(2, given.length / 3) + 1
  for (const candidate of known) {
    const distance = Math.min(
      editDistance(given.toLowerCase(), candidate.toLowerCase()),
      editDistance(wordsOf(given), wordsOf(candidate)),
    )
    if (distance < least) [nearest, least] = [candidate, distance]
  }
  return nearest
}

// `callback_url`, `webhookUrl` and `url_callback` are the same words. `apiKey` is the payment key.
const wordsOf = (name: string) =>
  name
    .replace(/webhook/i, 'callback')
    .replace(/payment_?(?=(api_?)?key)/i, '')
    .replace(/[A-Z]+/g, '_$&')
    .toLowerCase()
    .split('_')
    .sort()
    .join('')

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
