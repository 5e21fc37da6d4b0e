import type { Fetch } from '../call/types.ts'
import { openDispatcher } from './dispatcher.ts'
import { checkUndiciOptions, type UndiciFetch, type UndiciOptions } from './options.ts'
import { toResponse } from './response.ts'

/**
 * Creates a `fetch` for `createClient` on undici's connection pool: several times as fast as the global one, with options
 * for connections, a proxy and certificates.
 *
 * Needs the package `undici`, version 7 or 8. Connections are opened by the first requests and kept until `close`.
 *
 * @throws {CryptomusError} kind `config`: an option is unusable, unknown, or given beside `dispatcher`.
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
  checkUndiciOptions(options)
  const dispatcher = openDispatcher(options)
  let closing: Promise<void> | undefined
  let last = { url: '', origin: '', path: '' }

  /** Most calls go where the one before went, and taking a URL apart takes as long as signing. */
  const targetOf = (url: string) => {
    if (url !== last.url) {
      const { origin, pathname, search } = new URL(url)
      last = { url, origin, path: pathname + search }
    }
    return last
  }

  const fetch: Fetch = async (url, { method, headers, body = null, signal = null }) => {
    // By its code the client knows that nothing was sent.
    if (closing !== undefined) throw Object.assign(new Error('the fetch has been closed'), { code: 'UND_ERR_CLOSED' })
    // A MockAgent would answer all the same.
    if (signal?.aborted) throw signal.reason
    const { origin, path } = targetOf(url)
    return toResponse(await dispatcher.request({ origin, path, method, headers, body, signal }))
  }
  const close = () => {
    closing ??= dispatcher.close()
    return closing
  }
  return Object.freeze(Object.assign(fetch, { close }))
}
