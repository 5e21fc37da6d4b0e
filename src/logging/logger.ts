import { configError } from '../errors/create-error.ts'

/** Writes down one line; the fields hold a `scope` and nothing secret. */
export type Log = (message: string, fields: Readonly<Record<string, unknown>>) => unknown

/** Where a client says what it does. `console` fits. */
export interface Logger {
  /** Retries, and how long they wait. */
  readonly debug: Log
  /** A call starts, and is answered. */
  readonly info: Log
  /** What deserves attention and broke nothing. */
  readonly warn?: Log | undefined
  /** What was thrown. */
  readonly error: Log
}

/** Lets a usable logger through and throws a `config` error for anything else. */
export function requireLogger(value: unknown): Logger {
  const { debug, info, error } = Object(value) as Partial<Logger>
  if ([debug, info, error].every((log) => typeof log === 'function')) return value as Logger
  throw configError('logger', 'must have debug, info and error, as console has')
}

/** Calls a function of somebody else for its effect alone: what it throws, now or later, is not our caller's trouble. */
export function notify(run: () => unknown): void {
  // Runs at once; asynchronous only so that both ways to fail become one.
  const ran = async () => run()
  ran().catch(() => {})
}
