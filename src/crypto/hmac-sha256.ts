import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from './hex.ts'
import { type Host, hostModule } from './host.ts'

/** HMAC-SHA256 of a text under a key, both as UTF-8, as 64 lower-case hex digits (RFC 2104). */
type HmacSha256 = (key: string, text: string) => string

interface HostHmac {
  update(text: string, encoding: 'utf8'): HostHmac
  digest(encoding: 'hex'): string
}

const toBytes = (text: string) => new TextEncoder().encode(text)

const hmacPortable: HmacSha256 = (key, text) => toHex(hmac(sha256, toBytes(key), toBytes(text)))

/** Chooses the host's HMAC when it has one, and the portable one otherwise. */
export function selectHmacSha256(host: Host): HmacSha256 {
  const createHmac = hostModule(host, 'node:crypto')?.createHmac as
    | ((algorithm: string, key: string) => HostHmac)
    | undefined
  if (typeof createHmac !== 'function') return hmacPortable
  return (key, text) => createHmac('sha256', key).update(text, 'utf8').digest('hex')
}

let found: HmacSha256 | undefined

/** HMAC-SHA256 of a text under a key, as 64 lower-case hex digits (RFC 2104). What the host offers is looked up once. */
export function hmacSha256Hex(key: string, text: string): string {
  found ??= selectHmacSha256(globalThis)
  return found(key, text)
}
