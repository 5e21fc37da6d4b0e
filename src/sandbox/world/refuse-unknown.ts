import { createError } from '../../errors/create-error.ts'
import { describeUnknownName } from '../../schema/unknown-name.ts'

/** Refuses an option that nothing reads: a misspelt one would be silently without effect. */
export function refuseUnknown(given: object, known: readonly string[], prefix = ''): void {
  for (const name of Object.keys(given)) {
    if (known.includes(name)) continue
    const option = `${prefix}${name}`
    throw createError('config', `createSandbox: ${option} ${describeUnknownName(name, known)}`, { option })
  }
}
