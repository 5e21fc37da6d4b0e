import { sha256 } from '@noble/hashes/sha2.js'
import { toHex } from './hex.ts'

/** Returns the SHA-256 of a text as UTF-8: 64 lower-case hex digits (FIPS 180-4). */
export const sha256Hex = (text: string): string => toHex(sha256(new TextEncoder().encode(text)))
