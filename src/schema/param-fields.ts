import * as v from 'valibot'
import { parseLink, parseSafeUrl } from './safe-url.ts'
import { readEntries, type SchemaResult, type StandardSchema, type Values } from './standard-schema.ts'

/** Schema of one param: one of valibot's, with what the reference says of it. */
export interface ParamSchema<Value> extends v.GenericSchema<Value, unknown> {
  /** Required form: `must be true or false`. The path of the issue names the field. */
  readonly form: string
  /** `true` if the param may be left out. */
  readonly isOptional?: boolean
  /** Value that is sent if the param is left out. */
  readonly fallback?: unknown
}

// All fields are of one kind of valibot's schemas, because each further kind adds bytes to every bundle.

/** Any schema, whatever it takes. */
interface Schema {
  readonly '~standard': { readonly validate: (value: unknown) => unknown }
}

/** Makes a schema that checks, and changes, a value in its own way. */
const deriveParam = /* @__NO_SIDE_EFFECTS__ */ <Value>(
  schema: Schema,
  validate: (value: unknown) => SchemaResult<unknown>,
  more?: Partial<ParamSchema<Value>>,
) => ({ ...schema, ...more, '~standard': { ...schema['~standard'], validate } }) as unknown as ParamSchema<Value>

// The schemas of this file are not asynchronous.
const check = (schema: Schema, value: unknown) => schema['~standard'].validate(value) as SchemaResult<unknown>

const noteNumber = (input: unknown): string => (typeof input === 'number' ? ', not a number' : '')

/** Makes the schema of a value that passes a check; `note` ends the message with the mistake, if it is a known one. */
const checkedParam = /* @__NO_SIDE_EFFECTS__ */ <Value>(
  form: string,
  isFit: (value: never) => unknown,
  note = (_input: unknown) => '',
): ParamSchema<Value> => ({
  form,
  ...v.custom<Value>(
    (value) => Boolean(isFit(value as never)),
    ({ input }) => form + note(input),
  ),
})

// Limits of characters count code points, as patterns with the flag `u` do. PHP's `mb_strlen`, by which Laravel measures
// what the gateway is sent, counts them too. An emoji is one of them, or a few, where `length` counts two each.

/**
 * Makes the schema of a string that matches a pattern, with the flag `u` where that is a text, and passes a check.
 *
 * A pattern of a certain length or with `\p` is a text, and made when a param is checked. For `\p`, engines read the tables of
 * Unicode, even for a literal in a function that never runs: half of the time to load all operations went there.
 */
export const patternParam = /* @__NO_SIDE_EFFECTS__ */ (
  pattern: RegExp | string,
  form: string,
  note = noteNumber,
  isFit: (text: string) => unknown = () => true,
): ParamSchema<string> =>
  checkedParam(
    form,
    (value) =>
      typeof value === 'string' &&
      (typeof pattern === 'string' ? new RegExp(pattern, 'u') : pattern).test(value) &&
      isFit(value),
    note,
  )

/** Schema of an amount of money: a decimal string above zero. */
export const amountParam = /* @__PURE__ */ patternParam(
  /^(?=.*[1-9])\d{1,40}(\.\d{1,40})?$/,
  'must be a decimal string above zero, like "10.28"',
  (input) => noteNumber(input) && ', not a number, which loses digits',
)

/** Makes the schema of a string of `min` to `max` characters. */
export const textParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number) =>
  patternParam(`^[^]{${min},${max}}$`, `must be a string of ${min} to ${max} characters`)

/**
 * Schema of an address. With white space around it, or what a copied text hides there (U+200B, U+200E), the record that the
 * gateway returns would look like another one.
 */
export const addressParam = /* @__PURE__ */ patternParam(
  '^[^\\s\\p{C}]{1,255}$',
  'must be a string of 1 to 255 visible characters without white space',
)

// Other services name networks by their token standards, which the gateway does not know.
const networks: Readonly<Record<string, string>> = { TRC: 'tron', ERC: 'eth', BEP: 'bsc' }

/** Schema of the code of a currency or a network, in either case; not `TRC20`, `USDT_TRC20` or the like. */
export const codeParam = /* @__PURE__ */ patternParam(
  /^(?!.{0,5}(?:TRC|ERC|BEP)[-_]?20$)[\w-]{1,32}$/i,
  'must be a code like "USDT" or "tron"',
  (input) => {
    const [, standard] = /(TRC|ERC|BEP)[\W_]?20/.exec(typeof input === 'string' ? input.toUpperCase() : '') ?? []
    return standard ? `; the network of ${standard}20 is "${networks[standard]}"` : noteNumber(input)
  },
)

/**
 * Makes the schema of an `order_id` of 1 to `max` characters; `why` ends its message.
 *
 * The characters are those of Laravel's `alpha_dash`, by which the gateway checks it.
 */
export const orderIdParam = /* @__NO_SIDE_EFFECTS__ */ (max: number, why = '') =>
  patternParam(
    `^[\\p{L}\\p{M}\\p{N}_-]{1,${max}}$`,
    `must be a string of 1 to ${max} letters or digits of any script, "_" or "-"${why}`,
  )

/** Schema of the gateway's id of a record. */
export const uuidParam = /* @__PURE__ */ textParam(1, 64)

const urlOf = /* @__NO_SIDE_EFFECTS__ */ (parse: (text: string) => unknown, max: number, kind: string, limit: string) =>
  patternParam(
    `^[^\\s\\p{Cc}]{6,${max}}$`,
    `must be an ${kind} URL of 6 to ${max} characters without white space${limit}`,
    noteNumber,
    parse,
  )

/** Makes the schema of a URL of 6 to `max` characters that the gateway calls. */
export const urlParam = /* @__NO_SIDE_EFFECTS__ */ (max: number) =>
  urlOf(parseSafeUrl, max, 'https', ' (http on loopback only, or with allowHttp)')

/** Schema of a URL of 6 to 255 characters that a payer visits. */
export const linkParam = /* @__PURE__ */ urlOf(parseLink, 255, 'absolute', ', and no script')

/** Makes the schema of one word of a closed list. */
export const choiceParam = /* @__NO_SIDE_EFFECTS__ */ <Choice extends string>(...choices: readonly Choice[]) =>
  checkedParam<Choice>(`must be one of: ${choices.join(', ')}`, (value) => choices.includes(value))

/** Schema of a boolean. */
export const flagParam = /* @__PURE__ */ checkedParam<boolean>(
  'must be true or false',
  (value) => typeof value === 'boolean',
)

/** Makes the schema of a number from `min` to `max`; a whole one if `kind` is not `number`. */
export const numberParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number, kind = 'number') =>
  checkedParam<number>(
    `must be a ${kind} from ${min} to ${max}`,
    (value) => typeof value === 'number' && value >= min && value <= max && (kind === 'number' || value % 1 === 0),
  )

/** Makes the schema of a whole number from `min` to `max`; `unit` follows in the message. */
export const integerParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number, unit = '') =>
  numberParam(min, max, `whole number${unit}`)

const dateText = /* @__PURE__ */ patternParam(
  /^\d{4}-\d\d-\d\d \d{1,2}:\d\d:\d\d$/,
  'must be a Date, or a string like "2026-01-31 23:59:59" at UTC+3',
)

/** Schema of a time in the form of the gateway's lists, in its own time (UTC+3), or of a `Date`, which becomes one. */
export const dateParam: ParamSchema<string | Date> = /* @__PURE__ */ deriveParam(dateText, (value) =>
  check(dateText, toGatewayTime(value)),
)

/** Formats a `Date` as the gateway's lists take it; returns any other value as it is. */
function toGatewayTime(value: unknown): unknown {
  // `instanceof` is false for a `Date` of another realm.
  if (Object.prototype.toString.call(value) !== '[object Date]') return value
  // Unlike `toISOString`, `toJSON` does not throw for an invalid date.
  const time = new Date(Number(value) + 3 * 3_600_000).toJSON()
  return String(time).slice(0, 19).replace('T', ' ')
}

/**
 * Makes the schema of a list of 1 to `max` items that fit `schema`; `like` shows one in the message. The issues of an item
 * keep their place in the list.
 */
export const listParam = /* @__NO_SIDE_EFFECTS__ */ <Item>(
  schema: StandardSchema<Item, unknown>,
  max: number,
  like: string,
): ParamSchema<readonly Item[]> => {
  const list = checkedParam<readonly Item[]>(
    `must be a list of 1 to ${max} like ${like}`,
    (value) => Array.isArray(value) && (value as unknown[]).length > 0 && (value as unknown[]).length <= max,
  )
  return deriveParam(list, (value) => {
    const read = check(list, value)
    if (read.issues) return read
    const items = value as readonly Item[]
    const checked = readEntries(
      // A hole in the list is an item too.
      Array.from(items, (_, at) => [String(at), schema] as const),
      { ...(items as unknown as Values) },
      'is required',
    )
    return checked.issues ? checked : { value: Object.values(checked.value) }
  })
}

/**
 * Makes the schema of a param that may be left out or `undefined`; the message about `null` or `''` says so.
 *
 * `fallback` is sent instead, for a param that the gateway requires although its page documents a default.
 */
export const optionalParam = /* @__NO_SIDE_EFFECTS__ */ <Value>(
  schema: ParamSchema<Value>,
  fallback?: Value,
): ParamSchema<Value | undefined> => {
  const validate = (value: unknown): SchemaResult<unknown> => {
    if (value === undefined) return { value: fallback }
    const checked = check(schema, value)
    const isEmpty = value === null || value === ''
    return checked.issues && isEmpty ? { issues: [{ message: `${schema.form}; or leave it out` }] } : checked
  }
  return deriveParam(schema, validate, { isOptional: true, fallback })
}
