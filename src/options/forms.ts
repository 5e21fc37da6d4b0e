import { configError } from '../errors/create-error.ts'
import { longestTimerMs } from '../platform/waiting.ts'
import { describeUnknownName } from './known-names.ts'

/** Form of an option: its check, and the complaint about a value that fails it. */
export type OptionForm = readonly [isFit: (value: unknown) => boolean, complaint: string]

/** The forms of all options; a missing or superfluous one does not compile. */
export type OptionForms<Options> = { readonly [Name in keyof Options]-?: OptionForm }

/**
 * Throws a `config` error for the first option that is not known: a mistyped one would have no effect, unnoticed.
 *
 * `prefix` stands before the name in the message, for options within an option: `wire.`.
 */
export function assertKnownNames(options: unknown, known: readonly string[], prefix = ''): void {
  const unknown = Object.keys(Object(options)).find((name) => !known.includes(name))
  if (unknown !== undefined) throw configError(prefix + unknown, describeUnknownName(unknown, known))
}

/**
 * Throws a `config` error for the first option that is unknown or has not its form. One that is `undefined` counts as left out.
 *
 * `prefix` stands before the name in the message, for options within an option: `on.`.
 */
export function assertOptions(options: unknown, forms: Readonly<Record<string, OptionForm>>, prefix = ''): void {
  const given: Readonly<Record<string, unknown>> = Object(options)
  const names = Object.keys(forms)
  assertKnownNames(given, names, prefix)
  for (const name of names) {
    const value = given[name]
    if (value === undefined) continue
    const [isFit, complaint] = forms[name] as OptionForm
    if (!isFit(value)) throw configError(prefix + name, complaint)
  }
}

/** Form of an option that is checked elsewhere, or not read. */
export const anyForm: OptionForm = [() => true, '']

/** Form of a function. */
export const functionForm: OptionForm = [(value) => typeof value === 'function', 'must be a function']

/** Form of a time that a timer can hold. */
export const millisecondsForm: OptionForm = [
  (value) => typeof value === 'number' && value > 0 && value <= longestTimerMs,
  'must be milliseconds above zero and below 2 ** 31',
]

/** Makes the form of a whole number from `min` to `max`. */
export const integerForm = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number): OptionForm => [
  (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
  `must be a whole number from ${min} to ${max}`,
]

/** Makes the form of one value, or of what another form takes. */
export const eitherForm = /* @__NO_SIDE_EFFECTS__ */ (value: unknown, [isFit, complaint]: OptionForm): OptionForm => [
  (given) => given === value || isFit(given),
  complaint,
]

/** Form of a number of retries. */
export const retriesForm = /* @__PURE__ */ integerForm(0, 10)

/** Form of a signal that can be listened to, and left again. */
export const signalForm: OptionForm = [
  (value) => value === null || ('aborted' in Object(value) && 'removeEventListener' in Object(value)),
  'must be an AbortSignal',
]

/** Returns `true` for an object, also one of a class; `false` for a list, a promise, a `Map`, a `Date` and the like. */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  Object.prototype.toString.call(value) === '[object Object]'

/** The forms of all options that a single call takes. */
export const callForms = {
  signal: signalForm,
  timeoutMs: millisecondsForm,
  attemptTimeoutMs: millisecondsForm,
  retries: retriesForm,
  // JSON would hold what `toJSON` returns, and nothing else.
  extra: [(value) => isPlainObject(value) && !('toJSON' in value), 'must be an object of body members'],
  onResponse: functionForm,
} satisfies Readonly<Record<string, OptionForm>>
