import { Agent, ProxyAgent } from 'undici'
import { openTunnels } from './open-tunnels.ts'
import type { UndiciDispatcher, UndiciOptions } from './options.ts'
import { readCertificates } from './read-certificates.ts'
import { readProxy } from './read-proxy.ts'

/** A dispatcher, and how to let go of it. */
export interface OpenDispatcher extends UndiciDispatcher {
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
