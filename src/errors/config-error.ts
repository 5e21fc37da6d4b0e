import { createError } from './create-error.ts'
import type { CallFields, CryptomusError } from './types.ts'

/** Makes the error for an option that is missing or unusable; the message begins with the option's name. */
export function configError(option: string, complaint: string, sent?: Partial<CallFields>): CryptomusError<'config'> {
  return createError('config', `${option} ${complaint}.`, { ...sent, option })
}
