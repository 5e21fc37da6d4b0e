import { type Logger, notify } from '../logging/logger.ts'
import type { ApiResponse, Middleware } from './types.ts'
import type { RetryNote } from './with-retry.ts'

/** Makes one middleware of several; the first is the outermost. */
export const compose =
  (...middleware: readonly Middleware[]): Middleware =>
  (send) =>
    middleware.reduceRight((next, wrap) => wrap(next), send)

/** Where an operation stands in the hierarchy of what is logged: `cryptomus.payments.create`. */
export const scopeOf = (operation: string): string => `cryptomus.${operation}`

/**
 * Tells a logger when a call starts and when it ends. What was thrown is told by whoever throws it to the caller.
 *
 * No header, body or query is ever logged, and a logger that throws disturbs nothing.
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
