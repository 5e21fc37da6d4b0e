import { toHex } from './hex.ts'
import { type Host, hostModule } from './host.ts'

// RFC 1321, section 3.4: how far each step rotates, four for each of the four rounds; which word it takes; and a table made
// of sines.
const rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const multipliers = [1, 5, 3, 7]
const offsets = [0, 1, 5, 0]
const sines = /* @__PURE__ */ Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32))

/** The text's UTF-8 bytes as little-endian words, padded to whole blocks that end in its length in bits (section 3.1, 3.2). */
function toWords(text: string): Int32Array {
  const bytes = new TextEncoder().encode(text)
  const { length } = bytes
  const words = new Int32Array(((length + 72) >>> 6) * 16)
  bytes.forEach((byte, at) => {
    words[at >> 2]! |= byte << ((at % 4) * 8)
  })
  words[length >> 2]! |= 0x80 << ((length % 4) * 8)
  words[words.length - 2] = length << 3
  words[words.length - 1] = length >>> 29
  return words
}

/**
 * MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321), where the host has none.
 *
 * Written here, because a library's is a sixth of a small bundle. It is slower than the host's by far, and no secret is
 * safer or less safe for it: what MD5 can promise here is said in the README.
 */
export function md5Portable(text: string): string {
  const words = toWords(text)
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let block = 0; block < words.length; block += 16) {
    const before = [a, b, c, d] as const
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
      b = (b + ((sum << by) | (sum >>> (32 - by)))) | 0
    }
    a = (a + before[0]) | 0
    b = (b + before[1]) | 0
    c = (c + before[2]) | 0
    d = (d + before[3]) | 0
  }
  const state = [a, b, c, d]
  return toHex(Uint8Array.from({ length: 16 }, (_, at) => state[at >> 2]! >> ((at % 4) * 8)))
}

/** MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321). */
type Md5 = (text: string) => string

type HostHash = (algorithm: string, text: string) => string

/** Chooses the host's MD5 when it has one that works, and the portable one otherwise. */
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

let found: Md5 | undefined

/** MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321). What the host offers is looked up once. */
export function md5Hex(text: string): string {
  found ??= selectMd5(globalThis)
  return found(text)
}
