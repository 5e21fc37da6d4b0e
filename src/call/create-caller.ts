import { configError, createError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { CryptomusError } from '../errors/types.ts'
import type { KeyRole } from '../gateways/types.ts'
import type { Caller, CallOptions, OperationInfo } from '../operations/types.ts'
import { assertOptions, callForms, isPlainObject, type OptionForms } from '../options/forms.ts'
import { type Clocks, notify, platformClocks } from '../platform/waiting.ts'
import { buildRequest } from './build-request.ts'
import { comparesNothing } from './check-echo.ts'
import { type ClientOptions, resolveSettings, type Settings } from './client-options.ts'
import { createCall, failureOf, isOwn, outcomeOf, requestIdOf } from './failure.ts'
import { keyRole, overrideFor } from './headers.ts'
import { readResponse } from './read-response.ts'
import { createSend } from './send.ts'
import { type CallRecord, recorderOf } from './telemetry.ts'
import type { ApiResponse } from './types.ts'

/** Throws a `config` error for options of a call that could not have the effect they are meant to have. */
export function assertCallOptions(options: unknown): asserts options is CallOptions {
  // A signal has no members of its own, so one that is passed bare would go unnoticed.
  if (!isPlainObject(options)) throw configError('options', 'must be an object like { signal, timeoutMs }')
  assertOptions(options, callForms satisfies OptionForms<CallOptions>)
}

/** Returns the sentence for a refused signature: the key that made it, and what to look at first. */
function signHint({ payoutApiKey }: Settings, role: KeyRole): string {
  const isLacking = role === 'payout' && payoutApiKey === undefined
  const remedy = isLacking ? '; the gateway issues a separate one for payouts: pass payoutApiKey' : ''
  return ` It was signed with ${role === 'payout' && payoutApiKey ? 'payoutApiKey' : 'apiKey'}${remedy}.`
}

/**
 * Creates a caller: a client without groups, for standalone functions such as `createPayment(caller, params)`.
 *
 * It takes the options of `createClient`. A bundle holds only the operations that are imported. Like a client, it sends
 * nothing before an operation is called, and keeps its keys in closures.
 *
 * @throws {CryptomusError} kind `config`: an option is missing, unusable or unknown.
 */
export function createCaller(options: ClientOptions): Caller {
  return createCallerWith(options, platformClocks)
}

/** Creates a caller whose clocks are given: check, build, send, read, and what the caller is told of it. */
export function createCallerWith(options: ClientOptions, clocks: Clocks): Caller {
  const settings = resolveSettings(options)
  const { gateway, baseUrl, allowHttp, logger } = settings
  const keys = [settings.apiKey, settings.payoutApiKey ?? '', settings.merchantId]
  const recorders = settings.middleware.flatMap((each) => recorderOf(each) ?? [])
  const { now, wallClock } = clocks
  const send = createSend(settings, clocks)
  const unsupported = Array.from(gateway.unsupported ?? [])
  const requireSupport = (id: string) => {
    if (unsupported.includes(id)) throw configError('gateway', `${gateway.id} has no ${id}`)
  }
  function check(operation: OperationInfo, callOptions: unknown): asserts callOptions is CallOptions {
    if (!(operation?.id && 'params' in operation && 'result' in operation)) {
      throw configError('id', 'of the operation is missing')
    }
    requireSupport(operation.id)
    assertCallOptions(callOptions)
  }

  const call: Caller['call'] = async (operation, params, callOptions = {}) => {
    const startedAt = now()
    const id = operation?.id ?? 'call'
    const scope = `cryptomus.${id}`
    const state = createCall(operation, keys)
    let hasBegun = false
    let response: ApiResponse | undefined
    const log = (level: 'info' | 'error', message: string, fields: object) => {
      if (logger) notify(() => logger[level](message, { scope, ...fields }))
    }

    /** Reports the end of the call to everybody who asked for it. */
    const finish = (outcome: CallRecord['outcome'], failure: Partial<CryptomusError<'api'>> = {}) => {
      const { onResponse } = Object(callOptions) as CallOptions
      if (!(logger || onResponse || recorders.length > 0)) return
      const { attempts, last } = state
      const { kind, reason, message, retryable } = failure
      const durationMs = Math.round(now() - startedAt)
      const requestId = requestIdOf(state)
      if (hasBegun) {
        const seen = response && { status: response.status, attempts }
        log('info', `${id} ends with${response ? '' : 'out'} an answer`, { ...seen, durationMs })
      }
      if (last && onResponse) {
        const run = async () => onResponse({ ...last, attempts, durationMs, requestId })
        run().catch((error: unknown) => log('error', `${id}: onResponse threw`, { error }))
      }
      if (message !== undefined) log('error', message, { kind, outcome, attempts, retryable, durationMs })
      const entry = { operation: id, durationMs, attempts, outcome, status: last?.status, kind, reason, requestId }
      for (const record of recorders) notify(() => record(Object.freeze(entry)))
    }

    try {
      check(operation, callOptions)
      const { signal, extra, timeoutMs = settings.timeoutMs, retries = settings.retries } = callOptions
      const target = { baseUrl, extra, allowHttp, path: overrideFor(gateway.pathOverrides, id) }
      const { request, params: sent, isRepeatable } = buildRequest(operation, params, target)
      for (const name of Object.keys(sent)) if (sent[name] !== undefined) requireSupport(`${id}.${name}`)
      // Half of the time leaves room for a second attempt when the first one hangs.
      const attemptMs = isRepeatable && retries > 0 ? Math.min(12_000, timeoutMs / 2) : timeoutMs
      const { attemptTimeoutMs = settings.attemptTimeoutMs ?? attemptMs } = callOptions
      const endsAt = startedAt + timeoutMs
      Object.assign(state, { isRepeatable, signal: signal ?? undefined, timeoutMs, attemptTimeoutMs, retries, endsAt })
      hasBegun = true
      log('info', `${id} starts`, {})
      response = await send(state, request)
      const result = readResponse(operation, response, {
        call: state,
        params: gateway.echo === false ? undefined : sent,
        now: wallClock,
        signHint: signHint(settings, keyRole(settings, operation)),
      })
      finish('ok')
      return result
    } catch (thrown) {
      const failure = failureOf(state, thrown)
      const outcome = outcomeOf(state)
      // Only errors of this call get its fields. Before it has begun, those are the errors that name no other operation.
      const isMine = hasBegun
        ? state.own.includes(failure)
        : isCryptomusError(failure) && (failure.operation ?? id) === id
      if (!isMine) {
        finish(outcome, isOwn(state, failure) ? { kind: 'aborted' as never } : {})
        throw failure
      }
      const given = failure as CryptomusError<'api'>
      // A spread has no cause.
      const fields = { ...given, cause: given.cause }
      // A middleware may have frozen it.
      const error = Object.isExtensible(given) ? given : createError(given.kind, given.message, fields)
      const { kind } = error as CryptomusError
      const elapsedMs = Math.round(now() - startedAt)
      Object.assign(error, { operation: id, attempts: state.attempts, elapsedMs, outcome })
      if (kind === 'api' || kind === 'response') Object.assign(error, { requestId: requestIdOf(state) })
      if (outcome === 'not_sent' && (kind === 'network' || kind === 'timeout'))
        Object.assign(error, { retryable: true })
      finish(outcome, error)
      throw error
    } finally {
      state.isOver = true
    }
  }
  Object.freeze(call)
  // A colon in the id of a gateway must not make two scopes one. UUIDs mean the same in either case.
  const scope = `${encodeURIComponent(gateway.id)}:${settings.merchantId.toLowerCase()}`
  return Object.freeze({ call, scope, ...(gateway.echo === false ? { [comparesNothing]: true } : {}) })
}
