/** One figure against its bar. */
export interface Row {
  /** What was measured, and against what. */
  readonly what: string
  /** The figure. */
  readonly value: number
  /** Written behind the figure: `x`, `ms`, `µs`. */
  readonly unit: string
  /** The bar, and the side of it that is good. */
  readonly bar: { readonly atMost: number } | { readonly atLeast: number }
}

/** One subject of the bench. */
export type Subject = () => Promise<readonly Row[]>
