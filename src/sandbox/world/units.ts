import { formatDecimal, parseDecimal } from '../../money/decimal.ts'
import { refuseInput } from './answer.ts'

/** An amount in hundred-millionths: the sandbox counts with eight decimals, as the gateway's webhooks do. */
export type Units = bigint

const scale = 8
/** One unit of a currency. */
export const one: Units = 10n ** BigInt(scale)

/** Reads a decimal string; digits behind the eighth are cut. */
export function toUnits(amount: string): Units {
  const decimal = parseDecimal(amount)
  return (decimal.units * one) / 10n ** BigInt(decimal.scale)
}

/** Spells units with all eight decimals: `15.00000000`. */
export function toFixed(units: Units, decimals = scale): string {
  const shown = decimals === scale ? units : units / 10n ** BigInt(scale - decimals)
  const digits = (shown < 0n ? -shown : shown).toString().padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  return `${shown < 0n ? '-' : ''}${whole}.${digits.slice(digits.length - decimals)}`
}

/** Spells units in their shortest form: `15`. */
export const toShortest = (units: Units): string => formatDecimal({ units, scale })

/** A share of an amount, in percent with two decimals. */
export const percentOf = (units: Units, percent: number): Units => (units * BigInt(Math.round(percent * 100))) / 10_000n

/** Multiplies by `numerator` and divides by `denominator`, rounding up: a payer never pays too little by rounding. */
export function multiply(units: Units, numerator: Units, denominator: Units): Units {
  const product = units * numerator
  return product / denominator + (product % denominator === 0n ? 0n : 1n)
}

/** Reads how much a test sends; what is not above zero is a `validation` error. */
export function readUnits(amount: string): Units {
  const units = toUnits(amount)
  return units > 0n ? units : refuseInput('amount', 'must be above zero')
}
