import { parseDecimal } from './decimal.ts'

/** Brings two decimal strings to one scale, so that their units can be compared and added. */
export function align(a: string, b: string): { readonly a: bigint; readonly b: bigint; readonly scale: number } {
  const left = parseDecimal(a)
  const right = parseDecimal(b)
  const scale = Math.max(left.scale, right.scale)
  return {
    a: left.units * 10n ** BigInt(scale - left.scale),
    b: right.units * 10n ** BigInt(scale - right.scale),
    scale,
  }
}
