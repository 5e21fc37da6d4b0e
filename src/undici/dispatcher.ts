import { Agent, type Dispatcher, Pool, ProxyAgent } from 'undici'
import { readCertificates, readProxy, type UndiciDispatcher, type UndiciOptions } from './options.ts'

// Node's own code for it. That it was raised proves that no request has left.
const code = 'ERR_PROXY_TUNNEL'

/**
 * Makes the connections to a proxy through which tunnels are opened.
 *
 * undici by itself has no time limit for the proxy's answer to CONNECT, and undici 7 connects again without end to a proxy
 * that hangs up on it. Whatever goes wrong here fails the request, with a code of its own.
 */
const openTunnels =
  (timeoutMs: number) =>
  (origin: URL, options: object): Dispatcher => {
    const pool = new Pool(origin, options)
    const open = pool.connect.bind(pool)
    const connect = async (target: Dispatcher.ConnectOptions) => {
      try {
        const answer = await open({ ...target, signal: AbortSignal.timeout(timeoutMs) })
        if (answer.statusCode === 200) return answer
        answer.socket.on('error', () => {}).destroy()
        throw new Error(`it answered ${answer.statusCode} to CONNECT`)
      } catch (cause) {
        const { message } = cause as Error
        throw Object.assign(new Error(`the proxy opened no tunnel: ${message}`, { cause }), { code })
      }
    }
    return Object.assign(pool, { connect })
  }

/** A dispatcher, and how to let go of it. */
interface OpenDispatcher extends UndiciDispatcher {
  close(): Promise<void>
}

/**
 * Opens undici's pool with options that have been checked; it connects at the first request. A dispatcher of the caller's
 * is used as it is and never closed.
 */
export function openDispatcher(options: UndiciOptions): OpenDispatcher {
  const { dispatcher } = options
  if (dispatcher !== undefined) return { request: (request) => dispatcher.request(request), close: async () => {} }
  const { connections, keepAliveTimeoutMs, pipelining, allowH2 = false, connectTimeoutMs = 10_000 } = options
  const ca = options.ca === undefined ? undefined : readCertificates(options.ca)
  const tls = { timeout: connectTimeoutMs, ...(ca && { ca: [...ca] }) }
  const settings = {
    // The default of undici 8 differs from that of 7.
    allowH2,
    // The client bounds both, and a call may be given more time than undici's five minutes.
    headersTimeout: 0,
    bodyTimeout: 0,
    ...(connections !== undefined && { connections }),
    ...(keepAliveTimeoutMs !== undefined && { keepAliveTimeout: keepAliveTimeoutMs }),
    ...(pipelining !== undefined && { pipelining }),
  }
  const proxy = options.proxy === undefined ? undefined : readProxy(options.proxy)
  if (proxy === undefined) return new Agent({ ...settings, connect: tls })
  return new ProxyAgent({
    ...settings,
    uri: proxy.uri,
    ...(proxy.token !== undefined && { token: proxy.token }),
    // The default of undici 8 would show the proxy what is sent over http.
    proxyTunnel: true,
    requestTls: { ...tls, allowH2 },
    proxyTls: tls,
    clientFactory: openTunnels(connectTimeoutMs),
  })
}
