import { decimalFromNumber } from '../../money/decimal.ts'

/** What a reader makes of a value: the value as the sandbox keeps it, or the code of Laravel's rule that it breaks. */
export type FieldReading = { readonly value: unknown } | { readonly fault: string }

/** Reads one value of a request that is neither absent, nor empty, nor null. */
export type FieldReader = (value: unknown) => FieldReading

const fit = (value: unknown): FieldReading => ({ value })
const breaks = (rule: string): FieldReading => ({ fault: `validation.${rule}` })

/** Returns a string, or a number as the digits that name it; `undefined` for anything else. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value !== 'number' || !Number.isFinite(value)) return undefined
  return Number.isInteger(value) && Math.abs(value) < 1e15 ? String(value) : decimalFromNumber(value)
}

/** Number of characters as PHP's `mb_strlen` counts them: a pair of surrogates is one. */
const lengthOf = (text: string) => (/[\ud800-\udbff]/.test(text) ? [...text].length : text.length)

/** Reads a string of some characters that matches a pattern. */
export const textField =
  (least: number, most: number, pattern = /^/, rule = 'regex'): FieldReader =>
  (value) => {
    const read = textOf(value)
    if (read === undefined) return breaks('string')
    const length = lengthOf(read)
    if (length < least) return breaks('min.string')
    if (length > most) return breaks('max.string')
    return pattern.test(read) ? fit(read) : breaks(rule)
  }

/** Reads an id by Laravel's `alpha_dash`: letters, marks and digits of every script, `_` and `-`. */
export const idField = (most: number, least = 1): FieldReader =>
  textField(least, most, /^[\p{L}\p{M}\p{N}_-]+$/u, 'alpha_dash')

/** Reads an amount: a decimal string or a number, zero or more. */
export const amountField: FieldReader = (value) => {
  const read = textOf(value)
  if (read === undefined) return breaks('string')
  return /^\d{1,40}(\.\d{1,40})?$/.test(read) ? fit(read) : breaks('regex')
}

/** Reads a number, or a string that names one, within limits. */
export const numberField =
  (least: number, most: number): FieldReader =>
  (value) => {
    const read = textOf(value) ?? ''
    if (!/^[+-]?\d+(\.\d+)?$/.test(read)) return breaks('numeric')
    const parsed = Number(read)
    if (parsed < least) return breaks('min.numeric')
    return parsed > most ? breaks('max.numeric') : fit(parsed)
  }

/** Reads a whole number, or a string that names one, within limits. */
export const integerField =
  (least: number, most: number): FieldReader =>
  (value) =>
    /^[+-]?\d+$/.test(textOf(value) ?? '') ? numberField(least, most)(value) : breaks('integer')

const flags: Readonly<Record<string, boolean>> = { true: true, 1: true, false: false, 0: false }

/** Reads a flag: true, 1, `"1"` or `"true"`, and the same for false. */
export const flagField: FieldReader = (value) => {
  const name = typeof value === 'object' ? '' : String(value).toLowerCase()
  return Object.hasOwn(flags, name) ? fit(flags[name]) : breaks('boolean')
}

function isUrl(value: string): boolean {
  try {
    return new URL(value).protocol !== ''
  } catch {
    return false
  }
}

/** Reads an absolute URL; one with a `host`, unlike `localhost:3000/hook`, whose scheme would be `localhost`. */
export const urlField =
  (least: number, most: number, { host = false } = {}): FieldReader =>
  (value) => {
    const read = textField(least, most)(value)
    if ('fault' in read) return read
    const written = String(read.value)
    return isUrl(written) && (!host || written.includes('://')) ? read : breaks('url')
  }

/** Reads one of some words. */
export const choiceField =
  (...words: readonly string[]): FieldReader =>
  (value) =>
    words.includes(value as string) ? fit(value) : breaks('in')

/** Returns a value without what Laravel takes for nothing: spaces around text, and empty text. */
export function tidy(value: unknown): unknown {
  if (typeof value !== 'string') return value ?? undefined
  const trimmed = value.trim()
  return trimmed === '' ? undefined : trimmed
}

/** Reads a list of currencies, each with a network or without. */
export const currenciesField: FieldReader = (value) => {
  if (typeof value !== 'object') return breaks('array')
  // PHP writes a list with gaps, such as array_filter leaves, as an object, and reads both alike.
  const items: readonly unknown[] = Object.values(value ?? {})
  if (items.length > 255) return breaks('array')
  const choices: object[] = []
  for (const item of items) {
    const { currency, network } = Object(item) as Readonly<Record<string, unknown>>
    const [code, on] = [tidy(currency), tidy(network)]
    if (typeof code !== 'string' || (on !== undefined && typeof on !== 'string')) return breaks('array')
    choices.push({ currency: code, network: on })
  }
  // An empty list restricts nothing.
  return fit(choices.length === 0 ? undefined : choices)
}
