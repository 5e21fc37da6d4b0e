import { type HmacSha256, selectHmacSha256 } from './hmac-sha256.ts'

let found: HmacSha256 | undefined

/** HMAC-SHA256 of a text under a key, as 64 lower-case hex digits (RFC 2104). What the host offers is looked up once. */
export function hmacSha256Hex(key: string, text: string): string {
  found ??= selectHmacSha256(globalThis)
  return found(key, text)
}
