import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { Logger } from '../logging/logger.ts'
import { notify } from '../logging/notify.ts'
import { scopeOf } from './with-logger.ts'

/** Tells a logger what a call has thrown. Messages of this package hold no secret; a reason of the caller's is not ours. */
export function logFailure(logger: Logger, operation: string, error: unknown): void {
  const scope = scopeOf(operation)
  notify(() => {
    if (!isCryptomusError(error)) return
    const { kind, outcome, attempts, retryable, elapsedMs } = error
    logger.error(error.message, { scope, kind, outcome, attempts, retryable, durationMs: elapsedMs })
  })
}
