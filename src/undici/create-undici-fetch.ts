import type { Fetch } from '../call/types.ts'
import { openDispatcher } from './dispatcher.ts'
import { requireUndiciOptions, type UndiciFetch, type UndiciOptions, type UndiciRequest } from './options.ts'
import { toResponse } from './response.ts'

/**
 * Creates a `fetch` for `createClient` on undici's connection pool: several times as fast as the global one.
 *
 * Needs the package `undici`, version 6 or later, unless a `dispatcher` is given. Connections are opened by the first
 * requests and kept until `close`.
 *
 * @throws {CryptomusError} kind `config`: an option is unusable, unknown, or given beside `dispatcher`; or undici is missing,
 * older than 6, or does not run on this Node (option `undici`). In a bundle, undici is loaded by the first call, which then
 * rejects with that error.
 * @example
 * ```ts
 * import { createClient, readEnv } from 'cryptomus-kit'
 * import { createUndiciFetch } from 'cryptomus-kit/undici'
 *
 * const fetch = createUndiciFetch({ connections: 32 })
 * const client = createClient({ ...readEnv(process.env), fetch })
 * console.log(await client.balance.get())
 * await fetch.close()
 * ```
 */
export function createUndiciFetch(options: UndiciOptions = {}): UndiciFetch {
  const usable = requireUndiciOptions(options)
  const dispatcher = openDispatcher(usable)
  let closing: Promise<void> | undefined
  let last = { url: '', origin: '', path: '' }

  /** Takes a URL apart. Most calls go where the one before went, and this takes as long as signing. */
  const targetOf = (url: string) => {
    if (url !== last.url) {
      const { origin, pathname, search } = new URL(url)
      last = { url, origin, path: pathname + search }
    }
    return last
  }

  const fetch: Fetch = async (url, { method, headers, body = null, signal = null }) => {
    // undici's own code for a closed pool, which proves to the client that nothing was sent.
    if (closing) throw Object.assign(new Error('fetch has been closed'), { code: 'UND_ERR_CLOSED' })
    // A MockAgent would respond all the same.
    if (signal?.aborted) throw signal.reason
    const { origin, path } = targetOf(url)
    const request = { origin, path, method: method as UndiciRequest['method'], headers, body, signal }
    return toResponse(await dispatcher.request(request))
  }
  const close = () => {
    closing ??= dispatcher.close()
    return closing
  }
  // Tells the client, by a brand, that every error of this fetch is about its own request: a proxy has another host and port.
  // Not enumerable, because `Object.assign` would give it to a wrapper, whose errors may be about anything.
  const transport = usable.dispatcher ? () => new AbortController() : createController
  Object.defineProperty(fetch, Symbol.for('cryptomus-kit.transport'), { value: transport })
  return Object.freeze(Object.assign(fetch, { close }))
}

/**
 * Creates the controller of one attempt. undici needs no more of a signal than this, and the events of the platform's would
 * be a sixth of a call. A dispatcher that was passed may need more, so it gets the platform's.
 */
function createController(): Pick<AbortController, 'abort'> & { readonly signal: object } {
  const listeners = new Set<() => void>()
  const signal = {
    aborted: false,
    reason: undefined as unknown,
    addEventListener: (_: 'abort', listener: () => void) => void listeners.add(listener),
    removeEventListener: (_: 'abort', listener: () => void) => void listeners.delete(listener),
  }
  const abort = () => {
    signal.aborted = true
    signal.reason = new DOMException('This operation was aborted', 'AbortError')
    for (const listener of [...listeners]) listener()
  }
  return { signal, abort }
}
