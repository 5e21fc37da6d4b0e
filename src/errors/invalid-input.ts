import { createError } from './create-error.ts'
import type { CryptomusError } from './types.ts'

/** Makes the error for one argument that does not fit; the message begins with its name. */
export function invalidInput(path: string, message: string): CryptomusError<'validation'> {
  return createError('validation', `${path} ${message}.`, { issues: [{ path, message }] })
}
