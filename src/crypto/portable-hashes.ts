import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'

// The build evaluates this file at the first call of one of its functions: where the host hashes, its tables are never made.

const toBytes = (text: string) => new TextEncoder().encode(text)

/** Returns the SHA-256 of a text as UTF-8 (FIPS 180-4), on hosts without one. */
export const sha256Portable = (text: string): Uint8Array => sha256(toBytes(text))

/** Returns the HMAC-SHA256 of a text under a key, both as UTF-8 (RFC 2104), on hosts without one. */
export const hmacSha256Portable = (key: string, text: string): Uint8Array => hmac(sha256, toBytes(key), toBytes(text))
