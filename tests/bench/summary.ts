/** What many measurements of one thing come to. */
export interface Summary {
  /** The value in the middle, which one disturbed round does not move. */
  readonly value: number
  /** The quartiles: half of all measurements lie between them. */
  readonly spread: readonly [number, number]
}

/** Sums up measurements by their median and quartiles. */
export function summary(values: readonly number[]): Summary {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.round((sorted.length - 1) * share)] ?? Number.NaN
  return { value: at(0.5), spread: [at(0.25), at(0.75)] }
}
