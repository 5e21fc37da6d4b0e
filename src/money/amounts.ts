import { align } from './align.ts'

/**
 * Compares two amounts exactly: negative when `a` is less, 0 when they are equal, positive when `a` is more.
 *
 * Both are decimal strings of one currency; `"7"` and `"7.00000000"` are equal. Anything else is a `validation` error.
 */
export function compareAmounts(a: string, b: string): -1 | 0 | 1 {
  const aligned = align(a, b)
  if (aligned.a === aligned.b) return 0
  return aligned.a < aligned.b ? -1 : 1
}
