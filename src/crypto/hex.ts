/**
 * Compares two digests in a time that depends on their length alone, so that a wrong guess learns nothing.
 *
 * Both are lower-case hex of a known length; a different length is `false` at once, which tells no secret.
 */
export function timingSafeEqual(given: string, expected: string): boolean {
  if (given.length !== expected.length) return false
  let difference = 0
  for (let at = 0; at < expected.length; at++) difference |= given.charCodeAt(at) ^ expected.charCodeAt(at)
  return difference === 0
}

/** Spells bytes as lower-case hex digits, two a byte. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
