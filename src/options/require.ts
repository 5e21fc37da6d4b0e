import { configError } from '../errors/config-error.ts'

/**
 * Lets a usable API key through and throws a `config` error for anything else.
 *
 * In JavaScript `'x' + undefined` is text, so without this check a missing setting would make a key that everyone knows.
 */
export function requireKey(key: unknown, option: string, hint = ''): string {
  if (key === undefined || key === null) throw configError(option, `is missing${hint}`)
  if (typeof key !== 'string') throw configError(option, 'must be a string')
  const trimmed = key.trim()
  if (trimmed === '') throw configError(option, `is blank${hint}`)
  if (key !== trimmed) throw configError(option, 'has white space around it')
  return key
}
