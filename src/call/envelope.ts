import type { Outcome } from '../errors/types.ts'
import { coerceCount } from '../schema/result-fields.ts'

/** What the gateway has against each field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>

/** What an answer says: a result, a refusal in the gateway's own words, or nothing that the gateway would say. */
export type Envelope =
  | { readonly kind: 'result'; readonly result: unknown }
  | {
      readonly kind: 'refusal'
      readonly gatewayMessage: string | undefined
      readonly errors: FieldErrors
    }
  | { readonly kind: 'foreign' }

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function spell(complaint: unknown): string {
  if (typeof complaint !== 'object') return String(complaint)
  try {
    return JSON.stringify(complaint)
  } catch {
    return 'nested too deeply to read'
  }
}

/** Applies a function to each field and each complaint. */
export const mapErrors = (errors: object, map: (text: string) => string): FieldErrors =>
  Object.fromEntries(
    Object.entries(errors).map(([field, value]) => [map(field), [value].flat().map((each) => map(spell(each)))]),
  )

/** Reads the gateway's envelope: `{ state: 0, result }`, or `{ state, message, errors }` in any selection. */
export function readEnvelope(status: number, text: string): Envelope {
  const body = parse(text)
  if (!isObject(body)) return { kind: 'foreign' }
  const { state, result, message, error, errors } = body
  const isGood = status >= 200 && status < 300
  const code = coerceCount(state)
  if (isGood && code === 0) return { kind: 'result', result }
  const speaks = isGood
    ? typeof code === 'number'
    : status >= 400 && ('state' in body || 'message' in body || 'errors' in body)
  if (!speaks) return { kind: 'foreign' }
  const words = [message, error].find((each) => typeof each === 'string' && each !== '')
  return {
    kind: 'refusal',
    gatewayMessage: words as string | undefined,
    errors: isObject(errors) ? mapErrors(errors, String) : {},
  }
}

/** A server that asks to come again later has not said what it did. */
const undecided = [408, 409, 425, 429]

/** What an answer that is not good says of the effect of its call; `earlier` is what is known of the attempts before it. */
export function outcomeOf(status: number, kind: Envelope['kind'], earlier: Outcome): Outcome {
  const refused = status === 200 || (status >= 400 && status < 500 && !undecided.includes(status))
  return kind === 'refusal' && refused && earlier !== 'unknown' ? 'rejected' : 'unknown'
}
