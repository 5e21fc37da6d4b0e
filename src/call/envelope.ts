import { coerceCount } from '../schema/result-fields.ts'

/** The gateway's complaints by field. */
export type FieldErrors = Readonly<Record<string, readonly string[]>>

/** A response as the gateway means it: a result, a refusal in its own words, or something that is not the gateway's. */
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

/** Writes a complaint as text, whatever shape it came in. */
function toWords(complaint: unknown): string {
  if (typeof complaint !== 'object') return String(complaint)
  try {
    return JSON.stringify(complaint)
  } catch {
    return 'too deep'
  }
}

const isEmpty = (value: unknown) =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/**
 * Reads the gateway's envelope: `{ state: 0, result }`, or `{ state, message, errors }` in any selection. Complaints without a
 * field stand under `''`. `clean` is applied to all words of a refusal.
 */
export function readEnvelope(
  { status, text }: { readonly status: number; readonly text: string },
  clean: (words: string) => string = String,
): Envelope {
  const body = parse(text)
  if (!isObject(body)) return { kind: 'foreign' }
  const { state, result, message, error, errors } = body
  const isGood = status >= 200 && status < 300
  const code = coerceCount(state)
  if (isGood && code === 0) return { kind: 'result', result }
  const isRefusal = isGood
    ? typeof code === 'number'
    : status >= 400 && code !== 0 && ('state' in body || 'message' in body || 'errors' in body)
  if (!isRefusal) return { kind: 'foreign' }
  const words = [message, error].find((each) => !isEmpty(each))
  const complaints = isObject(errors) ? errors : isEmpty(errors) ? {} : { '': errors }
  return {
    kind: 'refusal',
    gatewayMessage: words === undefined ? undefined : clean(toWords(words)),
    errors: Object.fromEntries(
      Object.entries(complaints).map(([field, value]) => [
        clean(field),
        [value].flat().map((each) => clean(toWords(each))),
      ]),
    ),
  }
}

/** Statuses of a server that asks to come again later: it has not said what it did. */
const undecided = [408, 409, 425, 429]

/** Returns whether the words of a refusal with this status are the last ones. */
export const isFinalStatus = (status: number): boolean =>
  status === 200 || (status >= 400 && status < 500 && !undecided.includes(status))

/** Returns whether a response proves that nothing was done: a complete refusal that is final. */
export const isRejection = (response: { readonly status: number; readonly text: string }): boolean =>
  isFinalStatus(response.status) && readEnvelope(response).kind === 'refusal'
