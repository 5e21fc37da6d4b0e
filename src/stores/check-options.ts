import { configError } from '../errors/config-error.ts'

/** Refuses options that nothing reads: a misspelt one would be silently without effect. */
export function checkOptions(options: unknown, known: readonly string[]): void {
  const unknown = Object.keys(Object(options)).find((name) => !known.includes(name))
  if (unknown !== undefined) throw configError(unknown, `is not known (known are ${known.join(', ')})`)
}
