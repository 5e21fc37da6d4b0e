import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ErrorKind, Outcome } from '../../../src/errors/types.ts'

/** One request that arrived, and what a fault may answer it with. */
export interface Exchange {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  /** The answer that would have been right. */
  readonly good: string
  /** Where else there is a server, on another origin. */
  readonly elsewhere: string
  /** Ends the time that the call has for its response. Does nothing where its time is real. */
  readonly expire: () => void
}

/** What a caller is told in the end. */
export interface Verdict {
  /** Kind of the error; `ok` where the answer is good in spite of all. */
  readonly kind: ErrorKind | 'ok'
  readonly outcome?: Outcome
  /** Whether a repeatable operation is sent again by itself. */
  readonly repeated?: boolean
  /** Whether the error of a repeatable operation says that sending it again may help. Follows `repeated` when left out. */
  readonly retryable?: boolean
  readonly retryAfterMs?: number
}

/** Something that goes wrong between a client and the gateway. */
export interface Fault {
  readonly name: string
  readonly respond: (exchange: Exchange) => void
  readonly verdict: Verdict
  /** Whether only the end of its time ends the call. The fault calls `expire` when it has done its part. */
  readonly stalls?: true
}
