const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Whether a host name, as `URL` spells it, is this machine itself. */
export function isLoopbackHost(hostname: string): boolean {
  return loopback.test(hostname)
}

/** Reads an absolute URL that may carry money: https, or http on loopback. `undefined` for anything else. */
export function parseSafeUrl(text: string): URL | undefined {
  try {
    const url = new URL(text)
    const safe = url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackHost(url.hostname))
    return safe ? url : undefined
  } catch {
    return undefined
  }
}
