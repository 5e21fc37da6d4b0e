import { nearestName } from '../options/known-names.ts'

/** What to say of a name that nothing declares: the nearest declared one, or the whole list. */
export function describeUnknownName(name: string, known: readonly string[]): string {
  const nearest = nearestName(name, known)
  if (nearest !== undefined) return `is not known (did you mean ${nearest}?)`
  return `is not known (${known.length === 0 ? 'none are' : `known are ${known.join(', ')}`})`
}
