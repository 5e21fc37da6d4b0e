import { toHex } from './hex.ts'
import { sha256Portable } from './portable-hashes.ts'

/** Returns the SHA-256 of a text as UTF-8: 64 lower-case hex digits (FIPS 180-4). */
export const sha256Hex = (text: string): string => toHex(sha256Portable(text))
