import type { Summary } from './summary.ts'

/** One figure against its bar. */
export interface Row extends Pick<Summary, 'value'> {
  /** What was measured, and against what. */
  readonly what: string
  /** The quartiles, where there were many measurements. */
  readonly spread?: Summary['spread']
  /** Written behind the figure: `x`, `ms`, `µs`. */
  readonly unit: string
  /** The bar, and the side of it that is good. */
  readonly bar: { readonly atMost: number } | { readonly atLeast: number }
}

/** One subject of the bench. */
export type Subject = () => Promise<readonly Row[]>
