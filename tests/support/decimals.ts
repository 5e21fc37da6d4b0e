import fc from 'fast-check'

/** One number with a fixed scale of 20 digits, as the oracle for arithmetic on decimal strings. */
export const scale = 20

/** Formats an integer of 10^-20 with `places` digits behind the point, which must be enough. */
function format(units: bigint, places: number): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0')
  const whole = digits.slice(0, -scale)
  const fraction = digits.slice(-scale).slice(0, places)
  return `${units < 0n ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`
}

/** A decimal string together with its exact value in units of 10^-20. */
export const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), fc.nat(scale))
  .map(([n, places]) => {
    const units = n * 10n ** BigInt(scale - places)
    return { text: format(units, places), units }
  })

/** Shortest form of a value in units of 10^-20. */
export const shortest = (units: bigint): string =>
  format(units, scale)
    .replace(/\.?0+$/, '')
    .replace(/^-?$/, '0')

export const runs = { seed: 20_261_124, numRuns: 1_000 }
