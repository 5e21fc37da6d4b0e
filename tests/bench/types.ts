/** Bar of a figure, and the side of it that is good. */
export type Bar = { readonly atMost: number } | { readonly atLeast: number }

/** One figure against its bar. */
export interface Row {
  /** What is measured, and what it is compared with. */
  readonly what: string
  /** The figure, or why there is none. */
  readonly value: number | string
  /** Unit of the figure: `x` for a ratio. */
  readonly unit: string
  /** Left out for a figure that only serves to compare. */
  readonly bar?: Bar
}

/** One subject of the bench, named by the argument that chooses it. */
export interface Subject {
  /** Number of processes that measure it one after another; the table shows the median of each figure. @default 1 */
  readonly processes?: number
  readonly measure: () => Promise<readonly Row[]>
}
