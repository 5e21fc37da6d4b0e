// With `serialize_precision = -1` PHP prints the shortest digits that round-trip, and turns to an exponent outside of
// 1e-4 to 1e17 (main/snprintf.c, php_gcvt with 17 digits).
const smallestPlain = -4
const largestPlain = 16

/** Spells a finite number as PHP's `json_encode` does: `1.0e-7` where JavaScript has `1e-7`, and `-0`. */
export function spellPhpNumber(value: number): string {
  if (Object.is(value, -0)) return '-0'
  if (Number.isSafeInteger(value)) return String(value)
  const [digits = '', exponent = ''] = value.toExponential().split('e')
  const power = Number(exponent)
  if (power < smallestPlain || power > largestPlain) {
    return `${digits.includes('.') ? digits : `${digits}.0`}e${exponent}`
  }
  return String(value)
}
