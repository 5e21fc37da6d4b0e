import { configError, createError } from '../errors/create-error.ts'
import { cancelBody, openReader, readText } from '../platform/read-text.ts'
import { type Clocks, createOnAbort, notify, platformClocks } from '../platform/waiting.ts'
import type { Settings } from './client-options.ts'
import { abortFailure, type Call, isOwn, networkError, own, timeoutError } from './failure.ts'
import { createHeaders } from './headers.ts'
import { createRetryBudget, isTransientStatus, readRetryAfter, retryDelay } from './retry-policy.ts'
import { recorderOf } from './telemetry.ts'
import type { ApiRequest, ApiResponse, ResponseLike, Send } from './types.ts'

/** The maximum size of a response, after decompression. No answer of the gateway comes near it. */
const maxResponseBytes = 1_048_576

/**
 * Marks a fetch that does nothing but send a request. Its value creates what ends an attempt: the fetch of `./undici` needs
 * less of a signal than the platform's.
 */
const transportBrand = /* @__PURE__ */ Symbol.for('cryptomus-kit.transport')

interface Transport {
  readonly [transportBrand]?: () => Pick<AbortController, 'signal' | 'abort'>
}

const isRedirect = ({ status, type, redirected }: ResponseLike) =>
  (status >= 300 && status < 400) || status === 0 || type === 'opaqueredirect' || redirected === true

/**
 * Creates the function that sends the calls of one client: the one effect of this package.
 *
 * A call goes through the user's middleware, then through the loop of attempts. What its attempts prove is kept in the `Call`
 * beside it, where no middleware can lose it.
 */
export function createSend(
  settings: Settings,
  { now, wallClock, setTimer, random }: Clocks = platformClocks,
): (call: Call, request: ApiRequest) => Promise<ApiResponse> {
  const { logger } = settings
  const middleware = settings.middleware.filter((each) => recorderOf(each) === undefined)
  const headersOf = createHeaders(settings)
  // The fetch of the platform and that of ./undici do nothing but send, so their errors are about the request.
  const createController = (settings.fetch as Transport | undefined)?.[transportBrand]
  const isTransport = settings.fetch === undefined || createController !== undefined
  const onAbort = createOnAbort()
  const budget = createRetryBudget()
  /** A member of the request that a spread copy keeps, and that sends it as part of its call. */
  const sendKey = Symbol('send')

  const debug = (call: Call, message: string, fields: object) => {
    const { id } = call.operation
    notify(() => logger?.debug(`${id} ${message}`, { scope: `cryptomus.${id}`, ...fields }))
  }

  /** Waits for a task, for `ms` at most and until the caller aborts. Both end it after `stop`. */
  const within = <Value>(
    call: Call,
    ms: number,
    run: () => Promise<Value>,
    stop: () => void,
    limitMs = call.timeoutMs,
  ) =>
    new Promise<Value>((resolve, reject) => {
      const clean = () => {
        stopTimer()
        stopListening()
      }
      const end = (fail: () => unknown) => {
        clean()
        stop()
        reject(fail())
      }
      const abort = () => end(() => abortFailure(call))
      const stopTimer = setTimer(() => end(() => timeoutError(call, limitMs)), Math.max(0, ms))
      const stopListening = onAbort(call.signal, abort)
      if (call.signal?.aborted) abort()
      run().then(
        (value) => {
          clean()
          resolve(value)
        },
        (thrown) => {
          clean()
          reject(thrown)
        },
      )
    })

  /** Reads a response to its end; `discard` gets the way to give it up before. */
  async function read(call: Call, response: ResponseLike, discard: (how: () => void) => void): Promise<ApiResponse> {
    const { status, headers } = response
    if (typeof status !== 'number' || typeof response.text !== 'function') {
      throw own(call, configError('fetch', 'must resolve with a response that has a status and text()'))
    }
    const get = (name: string) => {
      try {
        return headers?.get?.(name) ?? null
      } catch {
        return null
      }
    }
    const head = { status, headers: { get } }
    let text: string | undefined
    if (!isRedirect(response)) {
      const reader = response.bodyUsed ? undefined : openReader(response.body)
      if (reader) discard(() => cancelBody(response.body, reader))
      text = await (reader ? readText(reader, maxResponseBytes) : response.text())
    }
    call.last = head
    if (text !== undefined && typeof text !== 'string') {
      throw own(call, configError('fetch', 'must resolve with a response whose text() resolves with a string'))
    }
    if (text !== undefined && text.length <= maxResponseBytes) return { ...head, text }
    const what = isRedirect(response) ? 'a redirect, which is never followed' : 'more than 1 MiB'
    throw own(call, createError('response', `${call.operation.id} got ${what}.`, { status, text: '' }))
  }

  /** Sends a request once: one controller, one timer and one subscription to the signal, all gone when it settles. */
  async function attempt(call: Call, request: ApiRequest): Promise<ApiResponse> {
    const leftMs = call.endsAt - now()
    if (leftMs <= 0 || call.isOver) throw timeoutError(call, call.timeoutMs)
    const isLast = leftMs < call.attemptTimeoutMs
    const [ms, limitMs] = isLast ? [leftMs, call.timeoutMs] : [call.attemptTimeoutMs, call.attemptTimeoutMs]
    const controller = createController?.() ?? new AbortController()
    const { signal } = controller
    // Its number among the requests of the call; 0 until it is dispatched.
    let number = 0
    let sentAt = 0
    let isAnswered = false
    let discard = () => {}
    const exchange = async () => {
      const headers = await headersOf(call, request)
      const { fetch = globalThis.fetch } = settings
      if (typeof fetch !== 'function') throw own(call, configError('fetch', 'is missing'))
      const { url, method, body } = request
      call.secrets.push(...Object.values(headers), body ?? '')
      // Headers may have taken their time.
      if (signal.aborted || call.isOver) throw timeoutError(call, limitMs)
      call.attempts += 1
      call.unproven += 1
      number = call.attempts
      sentAt = now()
      const pending = fetch(url, { method, headers, ...(body !== undefined && { body }), redirect: 'manual', signal })
      // Also for a response that comes too late, from a fetch that ignores its signal.
      discard = () => notify(async () => cancelBody(Object(await pending).body))
      const response = await pending
      if (signal.aborted) throw timeoutError(call, limitMs)
      // A response has arrived, so no later error can prove that the request was not sent.
      isAnswered = true
      return read(call, Object(response), (how) => {
        discard = how
      })
    }
    const tell = ({ status, kind }: { readonly status?: number; readonly kind?: string }) => {
      if (!logger) return
      debug(call, 'ends an attempt', { attempt: number, status, kind, durationMs: Math.round(now() - sentAt) })
    }
    try {
      const response = await within(call, ms, exchange, () => controller.abort(), limitMs)
      tell(response)
      return response
    } catch (thrown) {
      discard()
      if (number === 0) throw thrown
      const url = isTransport ? undefined : request.url
      const failure = isOwn(call, thrown) ? thrown : networkError(call, thrown, isAnswered, url)
      // The reason of an abort is the caller's.
      tell(call.own.includes(failure) ? Object(failure) : {})
      throw failure
    }
  }

  /** Waits before the next attempt, unless the caller aborts. */
  const pause = (call: Call, ms: number) =>
    new Promise<void>((resolve, reject) => {
      const stopTimer = setTimer(() => {
        stopListening()
        resolve()
      }, ms)
      const stopListening = onAbort(call.signal, () => {
        stopTimer()
        stopListening()
        reject(abortFailure(call))
      })
    })

  /** Sends a request until it is answered, refused, out of time or not to be repeated. */
  async function sendWithRetries(call: Call, request: ApiRequest): Promise<ApiResponse> {
    for (let turn = 1; ; turn += 1) {
      let response: ApiResponse | undefined
      let failure: unknown
      try {
        response = await attempt(call, request)
      } catch (thrown) {
        failure = thrown
      }
      const { kind } = Object(failure) as { readonly kind?: unknown }
      const isTransient = response
        ? isTransientStatus(response.status)
        : isOwn(call, failure) && (kind === 'network' || kind === 'timeout')
      if (response && !isTransient) budget.give()
      const mayRepeat =
        isTransient && call.isRepeatable && turn <= call.retries && !call.signal?.aborted && !call.isOver
      const asked = mayRepeat ? readRetryAfter(response?.headers.get('retry-after'), wallClock()) : 0
      const delayMs = mayRepeat ? Math.max(asked ?? 0, retryDelay(turn, response?.status, random)) : 0
      if (!mayRepeat || now() + delayMs >= call.endsAt || !budget.take()) {
        if (response === undefined) throw failure
        call.unjudged.push(response)
        return response
      }
      debug(call, 'is sent again', { attempt: turn, delayMs, status: response?.status, kind })
      await pause(call, delayMs)
    }
  }

  const chain = middleware.reduceRight<Send>(
    (next, wrap) => {
      const send: unknown = wrap(next)
      if (typeof send === 'function') return send as Send
      throw configError('middleware', 'must return a function of the request')
    },
    async (request) => {
      const { [sendKey]: sendOwn } = Object(request) as { readonly [sendKey]?: Send }
      if (sendOwn) return sendOwn(request)
      throw configError('middleware', 'must call next with its request or a spread copy')
    },
  )

  return async (call, built) => {
    if (middleware.length === 0) return sendWithRetries(call, built)
    const sendOwn: Send = (request) => sendWithRetries(call, request)
    const request = Object.freeze({ ...built, [sendKey]: sendOwn })
    const run = async (): Promise<unknown> => {
      try {
        return await chain(request)
      } finally {
        // A request that a middleware has left behind is not sent any more.
        call.isOver = true
      }
    }
    const response = await within(call, call.endsAt - now(), run, () => {})
    // A middleware that responds by itself proves nothing.
    if (call.attempts === 0) call.unproven = 1
    const { status, headers, text } = Object(response) as ApiResponse
    if (typeof status === 'number' && typeof text === 'string' && typeof headers?.get === 'function') {
      return response as ApiResponse
    }
    throw own(call, configError('middleware', 'must return what next(request) returns'))
  }
}
