import { toHex } from './to-hex.ts'

// RFC 1321, section 3.4: how far each step rotates, four for each of the four rounds, and a table made of sines.
const rotations = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21]
const sines = /* @__PURE__ */ Array.from({ length: 64 }, (_, at) => Math.floor(Math.abs(Math.sin(at + 1)) * 2 ** 32))

/** The text as UTF-8, padded to whole blocks of 64 bytes that end in its length in bits (section 3.1 and 3.2). */
function pad(text: string): DataView {
  const bytes = new TextEncoder().encode(text)
  const { length } = bytes
  const padded = new Uint8Array(((length + 72) >>> 6) << 6)
  padded.set(bytes)
  padded[length] = 0x80
  const view = new DataView(padded.buffer)
  view.setUint32(padded.length - 8, length << 3, true)
  view.setUint32(padded.length - 4, length >>> 29, true)
  return view
}

/**
 * MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321), where the host has none.
 *
 * Written here, because a library's is a sixth of a small bundle. It is slower than the host's by far, and no secret is
 * safer or less safe for it: what MD5 can promise here is said in the README.
 */
export function md5Portable(text: string): string {
  const view = pad(text)
  let [a, b, c, d] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476]
  for (let block = 0; block < view.byteLength; block += 64) {
    const before = [a, b, c, d] as const
    for (let step = 0; step < 64; step++) {
      const round = step >> 4
      const mixed = [(b & c) | (~b & d), (d & b) | (~d & c), b ^ c ^ d, c ^ (b | ~d)][round]!
      const word = [step, 5 * step + 1, 3 * step + 5, 7 * step][round]! % 16
      const sum = (a + mixed + sines[step]! + view.getUint32(block + word * 4, true)) | 0
      const by = rotations[round * 4 + (step % 4)]!
      ;[a, d, c, b] = [d, c, b, (b + ((sum << by) | (sum >>> (32 - by)))) | 0]
    }
    ;[a, b, c, d] = [(a + before[0]) | 0, (b + before[1]) | 0, (c + before[2]) | 0, (d + before[3]) | 0]
  }
  const digest = new DataView(new ArrayBuffer(16))
  for (const [at, word] of [a, b, c, d].entries()) digest.setUint32(at * 4, word, true)
  return toHex(new Uint8Array(digest.buffer))
}
