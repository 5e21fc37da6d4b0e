/** A proxy, its credentials apart from its address. */
export interface Proxy {
  /** Scheme, host and port. */
  readonly uri: string
  /** The value of `proxy-authorization`, when the URL holds credentials. */
  readonly token: string | undefined
}

/** Reads the URL of a proxy; `undefined` for what is none. */
export function readProxy(proxy: unknown): Proxy | undefined {
  try {
    const { protocol, origin, username, password } = new URL(String(proxy))
    if (typeof proxy !== 'string' || !/^https?:$/.test(protocol)) return undefined
    const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    const token = `Basic ${Buffer.from(credentials).toString('base64')}`
    return { uri: origin, token: credentials === ':' ? undefined : token }
  } catch {
    return undefined
  }
}
