/**
 * Compares two digests in a time that depends only on their length, so that it does not reveal how much of a guess is right.
 *
 * Both are lower-case hex of a known length, so different lengths may return `false` at once.
 */
export function timingSafeEqual(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false
  let difference = 0
  for (let at = 0; at < expected.length; at++) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at)
  return difference === 0
}

/** Formats bytes as lower-case hex digits, two a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
