import { configError, createError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import { redact } from '../errors/redact.ts'
import { raceAbort } from '../platform/waiting.ts'
import { describeFailure } from './failure.ts'
import { readBodyText } from './read-body.ts'
import type { ApiRequest, ApiResponse, Fetch, FetchInit, ResponseLike, Send } from './types.ts'

/** Lets go of a body that nobody will read, so that its socket can be used again. */
export function cancelBody(response: ResponseLike | undefined): void {
  const body = response?.body
  if (typeof body !== 'object' || body === null) return
  const stream = body as { cancel?: () => Promise<void>; destroy?: () => void }
  if (typeof stream.cancel === 'function') Promise.resolve(stream.cancel()).catch(() => {})
  else if (typeof stream.destroy === 'function') stream.destroy()
}

type Headers = Readonly<Record<string, string>>
type Writable<Value> = { -readonly [Name in keyof Value]: Value[Name] }

/** Makes the headers of one request. */
export type HeadersOf = (request: ApiRequest) => Headers | Promise<Headers>

const isRedirect = ({ status, type, redirected }: ResponseLike) =>
  (status >= 300 && status < 400) || status === 0 || type === 'opaqueredirect' || redirected === true

async function read(
  { operation, signal }: ApiRequest,
  pending: Promise<ResponseLike>,
  secretsOf: () => readonly string[],
) {
  const response = await pending
  if (signal?.aborted) throw signal.reason
  const { status, headers } = Object(response) as ResponseLike
  if (typeof status !== 'number' || typeof response.text !== 'function') {
    const sent = { attempts: 1, outcome: 'unknown' } as const
    throw configError('fetch', 'must resolve with a response that has a status and text()', sent)
  }
  const text = isRedirect(response) ? undefined : await readBodyText(response)
  if (text === undefined) {
    // A followed redirect would carry the signature away.
    const what = isRedirect(response) ? 'a redirect, which is never followed' : 'an answer larger than 1 MiB'
    const sent = { status, text: '', attempts: 1, outcome: 'unknown' } as const
    throw createError('response', `${operation.id} got ${what}.`, sent)
  }
  const answer: ApiResponse = {
    status,
    headers: { get: (name) => headers?.get?.(name) ?? null },
    text,
    attempts: 1,
    earlier: 'not_sent',
    redact: (words) => redact(words, secretsOf()),
  }
  return answer
}

/**
 * Sends a request with `fetch` and reads its answer: the only place that touches `fetch`, and the only one that knows the
 * headers. `keys` are what no error may repeat beside them.
 */
export function sendWithFetch(fetch: Fetch, headersOf: HeadersOf, keys: readonly string[] = []): Send {
  return async (request) => {
    const { url, method, body, signal } = request
    let headers: Headers = {}
    // What must not be seen again of the request, wherever an error repeats what someone said.
    const secretsOf = () => [...keys, ...Object.values(headers), body ?? '']
    let pending: Promise<ResponseLike> | undefined
    let dispatched = false
    const exchange = async () => {
      headers = await headersOf(request)
      if (signal?.aborted) throw signal.reason
      const init: Writable<FetchInit> = { method, headers: { ...headers }, redirect: 'manual' }
      if (body !== undefined) init.body = body
      if (signal !== undefined) init.signal = signal
      dispatched = true
      pending = fetch(url, init)
      return read(request, pending, secretsOf)
    }
    try {
      return await raceAbort(exchange(), signal)
    } catch (error) {
      // Also when it comes too late, from a fetch that ignores the signal.
      Promise.resolve(pending)
        .then(cancelBody)
        .catch(() => {})
      throw isCryptomusError(error) ? error : describeFailure(request, error, dispatched, secretsOf())
    }
  }
}
