import { configError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import { type Logger, notify } from '../logging/logger.ts'
import { assertOperation } from '../operations/define-operation.ts'
import type { Caller } from '../operations/types.ts'
import { assertKnownNames, callOptionNames } from '../options/known-names.ts'
import { requireMilliseconds, requireRetries } from '../options/require.ts'
import { buildRequest } from './build-request.ts'
import { type ClientOptions, resolveSettings } from './client-options.ts'
import { createChains, keyRole } from './create-send.ts'
import { readResponse } from './read-response.ts'
import { scopeOf } from './with-logger.ts'

const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]'

/** Refuses options of a call that could not have the effect they are meant to have. */
export function checkCallOptions(options: unknown): void {
  // A signal has no members of its own, so one that is passed bare would go unnoticed.
  if (!isPlainObject(options)) throw configError('options', 'must be an object like { signal, timeoutMs }')
  assertKnownNames(options, callOptionNames)
  const { signal, timeoutMs, attemptTimeoutMs, retries, extra } = options
  if (timeoutMs !== undefined) requireMilliseconds(timeoutMs, 'timeoutMs')
  if (attemptTimeoutMs !== undefined) requireMilliseconds(attemptTimeoutMs, 'attemptTimeoutMs')
  if (retries !== undefined) requireRetries(retries)
  if (extra !== undefined && !isPlainObject(extra)) throw configError('extra', 'must be an object of body members')
  const isSignal = 'aborted' in Object(signal) && 'addEventListener' in Object(signal)
  if (signal !== undefined && !isSignal) throw configError('signal', 'must be an AbortSignal')
}

/** Tells a logger what a call has thrown. Messages of this package hold no secret; a reason of the caller's is not ours. */
export function logFailure(logger: Logger, operation: string, error: unknown): void {
  const scope = scopeOf(operation)
  notify(() => {
    if (!isCryptomusError(error)) return
    const { kind, outcome, attempts, retryable, elapsedMs } = error
    logger.error(error.message, { scope, kind, outcome, attempts, retryable, durationMs: elapsedMs })
  })
}

const payoutKeyHint =
  ' The gateway issues a separate API key for payouts; pass it as payoutApiKey (CRYPTOMUS_PAYOUT_API_KEY).'

/**
 * Creates a caller: a client without groups, for standalone functions such as `createPayment(caller, params)`.
 *
 * It takes the options of `createClient`. A bundle holds only the operations that are imported. Like a client, it sends
 * nothing before an operation is called, and keeps its keys in closures.
 *
 * @throws {CryptomusError} kind `config`: an option is missing, unusable or unknown.
 */
export function createCaller(options: ClientOptions): Caller {
  const settings = resolveSettings(options)
  const { hasPayoutKey, gateway, baseUrl, middleware, logger } = settings
  const chainOf = createChains(settings)
  const complete = new WeakSet<object>()

  const call: Caller['call'] = async (operation, params, callOptions = {}) => {
    const startedAt = Date.now()
    let sent = {}
    try {
      if (!complete.has(operation)) {
        assertOperation(operation)
        complete.add(operation)
      }
      if (gateway.without?.includes(operation.id)) throw configError('gateway', `${gateway.id} has no ${operation.id}`)
      checkCallOptions(callOptions)
      const { signal, extra, timeoutMs = settings.timeoutMs, retries = settings.retries } = callOptions
      const request = buildRequest(operation, params, { baseUrl, extra })
      const { attemptTimeoutMs = settings.attemptTimeoutMs ?? (request.repeats && retries > 0 ? 12_000 : timeoutMs) } =
        callOptions
      // Not a copy that grows, which takes as long to make as a signature.
      const sending = Object.assign(request, { signal, deadline: { ms: timeoutMs, at: startedAt + timeoutMs } })
      // Only a middleware could change it.
      if (middleware.length > 0) Object.freeze(sending)
      const response = await chainOf(retries, attemptTimeoutMs)(sending)
      // A config error from here on is about what was sent all the same.
      sent = { attempts: response?.attempts ?? 1, outcome: 'unknown' }
      if (typeof response?.text !== 'string' || typeof response.headers?.get !== 'function') {
        throw configError('middleware', 'must return what next(request) returns')
      }
      const signHint = keyRole(settings, operation) === 'payout' && !hasPayoutKey ? payoutKeyHint : ''
      return readResponse(operation, request, response, { now: Date.now, signHint })
    } catch (error) {
      if (isCryptomusError(error)) {
        const facts = { operation: operation?.id, elapsedMs: Date.now() - startedAt }
        Object.assign(error, facts, error.kind === 'config' ? sent : {})
      }
      if (logger) logFailure(logger, operation?.id ?? 'call', error)
      throw error
    }
  }
  Object.freeze(call)
  return Object.freeze({ call })
}
