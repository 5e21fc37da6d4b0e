import { toHex } from './hex.ts'
import { type Host, hostModule } from './host.ts'
import { hmacSha256Portable } from './portable-hashes.ts'

/** HMAC-SHA256 of a text under a key, both as UTF-8, as 64 lower-case hex digits (RFC 2104). */
type HmacSha256 = (key: string, text: string) => string

let found: HmacSha256 | undefined

/** Returns the HMAC-SHA256 of a text under a key, as 64 lower-case hex digits (RFC 2104). The function is chosen once. */
export function hmacSha256Hex(key: string, text: string): string {
  found ??= selectHmacSha256(globalThis)
  return found(key, text)
}

interface HostHmac {
  update(text: string, encoding: 'utf8'): HostHmac
  digest(encoding: 'hex'): string
}

type CreateHostHmac = (algorithm: string, key: string) => HostHmac

/** Chooses the host's HMAC where there is one, and the portable one elsewhere. */
export function selectHmacSha256(host: Host): HmacSha256 {
  const createHmac = hostModule(host, 'node:crypto')?.createHmac as CreateHostHmac | undefined
  if (typeof createHmac !== 'function') return hmacPortable
  return (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex')
}

const hmacPortable: HmacSha256 = (key, text) => toHex(hmacSha256Portable(key, text))
