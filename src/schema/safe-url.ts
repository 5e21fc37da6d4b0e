/** Parses an absolute URL that is https, or http on loopback (any host with `allowHttp`); returns `undefined` for any other text. */
export const parseSafeUrl = (text: string, allowHttp = false): URL | undefined =>
  parseUrl(
    text,
    ({ protocol, hostname }) =>
      protocol === 'https:' || (protocol === 'http:' && (allowHttp || isLoopbackHost(hostname))),
  )

/** Parses an absolute URL of any scheme, an app's too, but those that run a script; returns `undefined` for any other text. */
export const parseLink = (text: string): URL | undefined =>
  parseUrl(text, ({ protocol }) => !/^(?:javascript|vbscript|data|blob):$/.test(protocol))

function parseUrl(text: string, isFit: (url: URL) => boolean): URL | undefined {
  try {
    const url = new URL(text)
    return isFit(url) ? url : undefined
  } catch {
    return undefined
  }
}

const loopback = /^(?:localhost|.+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

/** Returns `true` if a host name, as `URL` serializes it, is a loopback address or a name for one. */
export function isLoopbackHost(hostname: string): boolean {
  return loopback.test(hostname)
}
