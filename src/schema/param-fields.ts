import * as v from 'valibot'
import { parseSafeUrl } from './safe-url.ts'
import type { StandardSchema } from './standard-schema.ts'
import { readEntries, type Values } from './standard-schema.ts'

// The message of a field states what it requires; the path of the issue names the field. All fields are of one kind of
// schema, because each further kind of valibot's adds bytes to every bundle.

const isText = (value: unknown): value is string => typeof value === 'string'

/** Makes the schema of a string that matches a pattern. */
export const patternParam = /* @__NO_SIDE_EFFECTS__ */ (pattern: RegExp, message: string) =>
  v.custom<string>((value) => isText(value) && pattern.test(value), message)

/** Schema of an amount of money: a decimal string above zero. */
export const amountParam = v.custom<string>(
  (value) => isText(value) && /^(?=.*[1-9])\d{1,40}(\.\d{1,40})?$/.test(value),
  ({ input }) =>
    `must be a decimal string above zero, like "10.28"${typeof input === 'number' ? ', not a number, which loses digits' : ''}`,
)

/** Makes the schema of a string of `min` to `max` UTF-16 code units. */
export const textParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number) =>
  patternParam(new RegExp(`^[^]{${min},${max}}$`), `must be a string of ${min} to ${max} characters`)

/** Schema of the code of a currency or a network, in either case. */
export const codeParam = patternParam(/^[\w-]{1,32}$/, 'must be a code like "USDT" or "tron"')

/** Makes the schema of an `order_id` of 1 to `max` characters; `why` ends its message. */
export const orderIdParam = /* @__NO_SIDE_EFFECTS__ */ (max: number, why = '') =>
  patternParam(new RegExp(`^[\\w-]{1,${max}}$`), `must be 1 to ${max} letters, digits, "_" or "-"${why}`)

/** Schema of the gateway's id of a record. */
export const uuidParam = textParam(1, 64)

/** Makes the schema of a URL of 6 to `max` characters that the gateway calls or a payer visits. */
export const urlParam = /* @__NO_SIDE_EFFECTS__ */ (max: number) =>
  v.custom<string>(
    (value) => isText(value) && value.length > 5 && value.length <= max && parseSafeUrl(value) !== undefined,
    `must be an https URL of 6 to ${max} characters (http on loopback only)`,
  )

/** Makes the schema of one word of a closed list. */
export const choiceParam = /* @__NO_SIDE_EFFECTS__ */ <Choice extends string>(...choices: readonly Choice[]) =>
  v.custom<Choice>((value) => choices.includes(value as Choice), `must be one of: ${choices.join(', ')}`)

/** Schema of a boolean. */
export const flagParam = v.custom<boolean>((value) => typeof value === 'boolean', 'must be true or false')

/** Makes the schema of a number from `min` to `max`; a whole one if `kind` is not `number`. */
export const numberParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number, kind = 'number') =>
  v.custom<number>(
    (value) => typeof value === 'number' && value >= min && value <= max && (kind === 'number' || value % 1 === 0),
    `must be a ${kind} from ${min} to ${max}`,
  )

/** Makes the schema of a whole number from `min` to `max`; `unit` follows in the message. */
export const integerParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number, unit = '') =>
  numberParam(min, max, `whole number${unit}`)

/** Schema of a time in the form of the gateway's lists, in its own time (UTC+3). */
export const dateParam = patternParam(
  /^\d{4}-\d\d-\d\d \d{1,2}:\d\d:\d\d$/,
  'must be a date like "2026-01-31 23:59:59", at UTC+3',
)

/**
 * Makes the schema of a list of 1 to `max` items that fit `schema`; `like` shows one in the message. The issues of an item
 * keep their place in the list.
 */
export const listParam = /* @__NO_SIDE_EFFECTS__ */ <Item>(
  schema: StandardSchema<Item, unknown>,
  max: number,
  like: string,
): v.GenericSchema<readonly Item[]> => {
  const list = v.custom<readonly Item[]>(
    (value) => Array.isArray(value) && value.length > 0 && value.length <= max,
    `must be a list of 1 to ${max} like ${like}`,
  )
  // Valibot's own lists weigh more than everything else that is used of it.
  const run: (typeof list)['~run'] = (dataset, config) => {
    const read = list['~run'](dataset, config)
    if (!read.typed) return read
    const checked = readEntries(
      read.value.map((_, at) => [String(at), schema]),
      { ...(read.value as unknown as Values) },
      'is required',
    )
    if (checked.issues) return { ...read, typed: false, issues: checked.issues } as never
    return { ...read, value: Object.values(checked.value) as Item[] }
  }
  const validate = (value: unknown) => run({ typed: false, value }, {})
  return Object.create(list, { '~run': { value: run }, '~standard': { value: { ...list['~standard'], validate } } })
}

/**
 * Makes the schema of a param that may be left out or `undefined`.
 *
 * `fallback` is sent instead, for a param that the gateway requires although its page documents a default.
 */
export const optionalParam = /* @__NO_SIDE_EFFECTS__ */ <Value>(
  schema: v.GenericSchema<Value>,
  fallback?: Value,
): v.GenericSchema<Value | undefined> => v.optional(schema, fallback as never)
