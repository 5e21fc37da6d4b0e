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
