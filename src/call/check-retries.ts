import { configError } from '../errors/config-error.ts'

/** Lets a usable number of retries through and throws a `config` error for anything else. */
export function checkRetries(value: unknown): number {
  if (typeof value === 'number' && value >= 0 && value <= 10 && value % 1 === 0) return value
  throw configError('retries', 'must be a whole number from 0 to 10')
}
