import { configError, createError } from '../errors/create-error.ts'

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

/** Refuses an option that nothing reads: a misspelt one would be silently without effect. */
export function refuseUnknown(given: object, known: readonly string[], prefix = ''): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    const option = `${prefix}${name}`
    throw createError('config', `createSandbox: ${option} ${describeUnknownName(name, known)}`, { option })
  }
}

/** Refuses an option that nothing reads: a misspelt one would be silently without effect. */
export function checkNames(given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw configError(unknown, describeUnknownName(unknown, known))
}

/** Refuses options that nothing reads: a misspelt one would be silently without effect. */
export function checkOptions(options: unknown, known: readonly string[]): void {
  const unknown = Object.keys(Object(options)).find((name) => !known.includes(name))
  if (unknown !== undefined) throw configError(unknown, `is not known (known are ${known.join(', ')})`)
}
