import { configError } from '../errors/create-error.ts'

/**
 * Receives what a client or a webhook handler does. `console` fits, and so does a logger whose methods take a message first.
 *
 * An error thrown by a method, or a rejection, is ignored. Never logged: keys, signatures, headers and bodies.
 */
export interface Logger {
  /** Retries: the operation, the attempt that failed and the pause in milliseconds. */
  readonly debug: Log
  /** Start and end of each call, and webhooks that were accepted or that another worker is handling. */
  readonly info: Log
  /** Webhooks that were refused or whose record lags, and paid events without a handler. Without it, `info` gets them. */
  readonly warn?: Log | undefined
  /** Errors of calls, and webhooks that could not be handled. */
  readonly error: Log
}

/** Writes one line to a log. `fields.scope` is the origin, its parts joined with dots: `cryptomus.payments.create`. */
export type Log = (message: string, fields: Readonly<Record<string, unknown>>) => unknown

/** Returns the value if it has the methods of a logger; throws a `config` error otherwise. */
export function requireLogger(value: unknown): Logger {
  const { debug, info, error } = Object(value) as Partial<Logger>
  if ([debug, info, error].every((log) => typeof log === 'function')) return value as Logger
  throw configError('logger', 'must have debug, info and error, as console has')
}
