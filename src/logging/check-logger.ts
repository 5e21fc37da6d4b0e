import { configError } from '../errors/config-error.ts'
import type { Logger } from './logger.ts'

/** Lets a usable logger through and throws a `config` error for anything else. */
export function checkLogger(value: unknown): Logger {
  const { debug, info, error } = Object(value) as Partial<Logger>
  if ([debug, info, error].every((log) => typeof log === 'function')) return value as Logger
  throw configError('logger', 'must have debug, info and error, as console has')
}
