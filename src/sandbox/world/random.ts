/** Makes up ids, the same ones for the same seed. */
export interface Random {
  /** Hex digits. */
  readonly hex: (length: number) => string
  /** A version 4 UUID (RFC 9562). */
  readonly uuid: () => string
  /** Returns the seed that makes up the same ids from here on. */
  readonly state: () => number
}

/** Seeded generator (mulberry32): small, even enough for ids, and of no use for secrets. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const hex = (length: number) => {
    let digits = ''
    while (digits.length < length) digits += next().toString(16).padStart(8, '0')
    return digits.slice(0, length)
  }
  const variant = () => '89ab'[next() % 4]
  return { hex, state: () => state, uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${variant()}${hex(3)}-${hex(12)}` }
}
