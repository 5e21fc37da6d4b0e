import { configError } from '../errors/create-error.ts'

/**
 * Returns the value if it is a string that is not blank and has no white space around it; throws a `config` error otherwise.
 *
 * In JavaScript `'x' + undefined` is a string, so without this check a missing setting would make a key that everyone knows.
 */
export function requireKey(key: unknown, option: string, hint = ''): string {
  if (key === undefined || key === null) throw configError(option, `is missing${hint}`)
  if (typeof key !== 'string') throw configError(option, 'must be a string')
  const trimmed = key.trim()
  if (trimmed === '') throw configError(option, `is blank${hint}`)
  if (key !== trimmed) throw configError(option, 'has white space around it')
  // A shell strips quotes, a .env file that is read by other means may not.
  if (/^["'`]/.test(key)) throw configError(option, 'must not be in quotes')
  return key
}

/** Returns a key of the settings; throws a `config` error also for the words that a template makes of a missing one. */
export function requireSetting(key: unknown, option: string, hint = ''): string {
  const text = requireKey(key, option, hint)
  if (/^(undefined|null)$/.test(text)) throw configError(option, `is the word ${text}${hint}`)
  return text
}

const visibleAscii = /^[\x21-\x7e]+$/

/** Returns the value if it is a merchant id that an HTTP header can carry; throws a `config` error otherwise. */
export function requireMerchantId(merchantId: unknown, hint = ''): string {
  const id = requireSetting(merchantId, 'merchantId', hint)
  if (visibleAscii.test(id)) return id
  throw configError('merchantId', 'must be visible ASCII')
}

/** Returns the value if it is a whole number of milliseconds above zero, of any size, for times that another service counts. */
export function requireWholeMilliseconds(value: unknown, option: string): number {
  if (Number.isSafeInteger(value) && (value as number) > 0) return value as number
  throw configError(option, 'must be a whole number of milliseconds above zero')
}

/** Returns `true` if a value has a function under each of the names. */
export function hasMethods(value: unknown, names: readonly string[]): boolean {
  return names.every((name) => typeof (Object(value) as Readonly<Record<string, unknown>>)[name] === 'function')
}
