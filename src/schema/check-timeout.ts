import { configError } from '../errors/config-error.ts'

// Timers hold 31 bits; a longer time would fire at once.
const longestMs = 2 ** 31 - 1

/** Lets a usable number of milliseconds through and throws a `config` error for anything else. */
export function checkTimeout(value: unknown, option = 'timeoutMs'): number {
  if (typeof value === 'number' && value > 0 && value <= longestMs) return value
  throw configError(option, 'must be milliseconds above zero and below 2 ** 31')
}
