/**
 * Receives what a client or a webhook handler does. `console` fits, and so does a logger whose methods take a message first.
 *
 * An error thrown by a method, or a rejection, is ignored. Never logged: keys, signatures, headers and bodies.
 */
export interface Logger {
  /**
   * Each attempt with its HTTP status or kind of error and its milliseconds; each retry with the pause before it; signatures of
   * webhooks that match.
   */
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

/** Form of the option `logger`: its check, and the complaint about a value that fails it. */
export const loggerForm = [
  (value: unknown) => {
    const { debug, info, error } = Object(value) as Partial<Logger>
    return [debug, info, error].every((log) => typeof log === 'function')
  },
  'must have debug, info and error, as console has',
] as const
