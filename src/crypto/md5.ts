import { toHex } from './hex.ts'
import { type Host, hostModule } from './host.ts'

/** MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321). */
type Md5 = (text: string) => string

let found: Md5 | undefined

/** Returns the MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321). The function is chosen once. */
export function md5Hex(text: string): string {
  found ??= selectMd5(globalThis)
  return found(text)
}

type HostHash = (algorithm: string, text: string) => string

/** Chooses the host's MD5 where there is one that works, and the portable one elsewhere. */
export function selectMd5(host: Host): Md5 {
  const hash = hostModule(host, 'node:crypto')?.hash as HostHash | undefined
  if (typeof hash !== 'function') return md5Portable
  try {
    // A FIPS build has the function and refuses the algorithm.
    hash('md5', '')
  } catch {
    return md5Portable
  }
  return (text) => hash('md5', text)
}

// RFC 1321, section 3.4. Bits to rotate by, four for each of the four rounds; the word of each step is
// multiplier × step + offset. A shift counts modulo 32, so `-by` is the rest of a rotation.
const rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const multipliers = [1, 5, 3, 7]
const offsets = [0, 1, 5, 0]

/**
 * Returns the MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321), on hosts without one.
 *
 * Written here because a library's would be a sixth of a small bundle. It is much slower than the host's and just as secure:
 * the limits are those of MD5, which the README states.
 */
export function md5Portable(text: string): string {
  const words = toWords(text)
  // The table T, made here because a host with an MD5 of its own never needs it.
  const sines = Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32))
  // Four words, of which the second half is the first with its bits inverted.
  let state: [number, number, number, number] = [0x67452301, ~0x10325476, ~0x67452301, 0x10325476]
  for (let block = 0; block < words.length; block += 16) {
    let [a, b, c, d] = state
    for (let step = 0; step < 64; step++) {
      const round = step >> 4
      const mixed =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d)
      const word = (multipliers[round]! * step + offsets[round]!) % 16
      const sum = (a + mixed + sines[step]! + words[block + word]!) | 0
      const by = rotations[round * 4 + (step % 4)]!
      a = d
      d = c
      c = b
      b = (b + ((sum << by) | (sum >>> -by))) | 0
    }
    state = [a, b, c, d].map((word, at) => (word + state[at]!) | 0) as typeof state
  }
  return toHex(Uint8Array.from({ length: 16 }, (_, at) => state[at >> 2]! >> (at * 8)))
}

/** The text as UTF-8 in little-endian words, padded to whole blocks that end in the length in bits (sections 3.1, 3.2). */
function toWords(text: string): Int32Array {
  const bytes = new TextEncoder().encode(text)
  const { length } = bytes
  const words = new Int32Array(((length + 72) >>> 6) * 16)
  for (let at = 0; at <= length; at++) words[at >> 2]! |= (bytes[at] ?? 0x80) << (at * 8)
  words.set([length << 3, length >>> 29], words.length - 2)
  return words
}
