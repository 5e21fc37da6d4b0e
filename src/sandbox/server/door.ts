import type { IncomingMessage } from 'node:http'
import { isIPv4, isIPv6 } from 'node:net'
import { isLoopbackHost } from '../../schema/safe-url.ts'

/** Reason why a request is not let in. */
export interface Refusal {
  readonly status: 400 | 403
  readonly message: string
}

/** Under which names a server may be asked. */
interface Names {
  /** The host that it was told to listen on. */
  readonly host: string
  readonly allowedHosts: readonly string[]
  /** Whether it listens beyond loopback. */
  readonly isPublic: boolean
}

/** The part of Node's request that says who asks, and for whom. */
export type Visit = Pick<IncomingMessage, 'method' | 'url' | 'headers' | 'rawHeaders'>

const authority = /^(\[[\da-f:.]+\]|[\w.-]+)(?::\d{0,5})?$/i

/** Writes a host name in the one form in which names are compared: lower case, without the dot of the root. */
export const toComparableName = (name: string): string => name.toLowerCase().replace(/\.$/, '')

/**
 * Makes the test of a host: DNS rebinding makes a browser send requests here under the name of another site, so only names
 * that no other site can have are served. `*.localhost` is among them, because no DNS registers names below `localhost`
 * (RFC 6761), and a client takes `http://*.localhost` as its `baseUrl` as well. Ports do not matter: a container may map them.
 */
function createHostTest({ host, allowedHosts, isPublic }: Names): (given: string) => boolean {
  const names = new Set([host, ...allowedHosts].map(toComparableName))
  return (given) => {
    const written = authority.exec(given)?.[1]
    if (written === undefined) return false
    if (written.startsWith('[')) return isIPv6(written.slice(1, -1))
    const name = toComparableName(written)
    if (isIPv4(name) || isLoopbackHost(name) || names.has(name)) return true
    // A service of docker compose. The dot of the root would make it a top-level domain, which DNS may know.
    return isPublic && !written.includes('.')
  }
}

/** The host of a target in absolute form, `http://host/path`, which counts before the header (RFC 9112, section 3.2.2). */
const targetHost = (target = '') => /^[a-z][a-z\d+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1]

/** The values of the Host header; more than one, and two readers may see different ones. */
const hostHeaders = ({ rawHeaders }: Visit) =>
  rawHeaders.filter((_, at) => at % 2 === 1 && rawHeaders[at - 1]?.toLowerCase() === 'host')

/** Returns `true` if a URL has the host and port that a request was sent to; over TLS too, which a proxy may have ended. */
function isOwn(url: string, host: string): boolean {
  try {
    const { protocol, host: other } = new URL(url)
    return /^https?:$/.test(protocol) && other === new URL(`${protocol}//${host}`).host
  } catch {
    return false
  }
}

/** Returns `true` if a browser says that a page of another origin caused the request. Servers say nothing of the kind. */
function isCrossSite({ headers }: Visit, host: string): boolean {
  const { origin, referer, 'sec-fetch-site': site } = headers
  if (origin !== undefined) return !isOwn(origin, host)
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  return referer !== undefined && !isOwn(referer, host)
}

/**
 * Makes the check of who is let in: a request for a host that the server has, and none that changes something and comes
 * from a page of another site. Returns `undefined` for a request that is let in.
 */
export function createDoor(names: Names): (visit: Visit) => Refusal | undefined {
  const isServed = createHostTest(names)
  return (visit) => {
    const [header, ...others] = hostHeaders(visit)
    if (header === undefined || header === '' || others.length > 0) {
      return { status: 400, message: 'A request must have one Host header' }
    }
    const host = targetHost(visit.url) ?? header
    const unknown = [host, header].find((given) => !isServed(given))
    if (unknown !== undefined) {
      const shown = JSON.stringify(unknown.slice(0, 100))
      return { status: 403, message: `The host ${shown} is not served here; name it in allowedHosts of serveSandbox` }
    }
    if (visit.method === 'GET' || visit.method === 'HEAD' || !isCrossSite(visit, host)) return undefined
    return {
      status: 403,
      message: 'A page of another origin may not send this; only pages of the sandbox and servers may',
    }
  }
}
