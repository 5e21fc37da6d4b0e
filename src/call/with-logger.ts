import { type Logger, notify } from '../logging/logger.ts'
import type { ApiResponse, Middleware } from './types.ts'
import type { RetryNote } from './with-retry.ts'

/** Combines several middleware functions into one; the first one is the outermost. Never throws. */
export const compose =
  (...middleware: readonly Middleware[]): Middleware =>
  (send) =>
    middleware.reduceRight((next, wrap) => wrap(next), send)

/** Where an operation stands in the hierarchy of what is logged: `cryptomus.payments.create`. */
export const scopeOf = (operation: string): string => `cryptomus.${operation}`

/**
 * Creates a middleware that logs the start and the end of each call, at level `info`.
 *
 * Headers, bodies and query strings are not logged, nor are errors: the client logs those. An error that the logger throws
 * is ignored. Never throws.
 */
export const withLogger =
  (logger: Pick<Logger, 'info'>, now: () => number = Date.now): Middleware =>
  (next) =>
  async (request) => {
    const { id } = request.operation
    const scope = scopeOf(id)
    const startedAt = now()
    notify(() => logger.info(`${id} starts`, { scope }))
    const end = (how: string, fields: object) =>
      notify(() => logger.info(`${id} ends ${how}`, { scope, ...fields, durationMs: now() - startedAt }))
    try {
      const response = await next(request)
      const { status, attempts } = Object(response) as ApiResponse
      end('with an answer', { status, attempts })
      return response
    } catch (error) {
      end('without an answer', {})
      throw error
    }
  }

/** Tells a logger of each retry, and how long it waits. */
export const logRetry =
  (logger: Pick<Logger, 'debug'>) =>
  ({ operation, ...note }: RetryNote): void =>
    notify(() => logger.debug(`${operation} is sent again`, { scope: scopeOf(operation), ...note }))
