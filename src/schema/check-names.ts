import { configError } from '../errors/config-error.ts'
import { describeUnknownName } from './unknown-name.ts'

/** Refuses an option that nothing reads: a misspelt one would be silently without effect. */
export function checkNames(given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown !== undefined) throw configError(unknown, describeUnknownName(unknown, known))
}
