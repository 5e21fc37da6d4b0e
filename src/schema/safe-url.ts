/** Parses an absolute URL that is https, or http on loopback (any host with `allowHttp`); returns `undefined` for any other text. */
export function parseSafeUrl(text: string, allowHttp = false): URL | undefined {
  try {
    const url = new URL(text)
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && (allowHttp || isLoopbackHost(url.hostname)))
    return safe ? url : undefined
  } catch {
    return undefined
  }
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Returns `true` if a host name, as `URL` serializes it, is a loopback address or a name for one. */
export function isLoopbackHost(hostname: string): boolean {
  return loopback.test(hostname)
}
