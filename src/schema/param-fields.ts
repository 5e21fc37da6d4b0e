import * as v from 'valibot'
import { parseSafeUrl } from './safe-url.ts'
import { runSchema, type StandardSchema } from './standard-schema.ts'

// A field that fails says what it wants; where it failed is the path of the issue. One kind of schema serves them all:
// each kind of valibot's own would cost every bundle some bytes more.

const isText = (value: unknown): value is string => typeof value === 'string'

/** A text of a pattern. */
export const patternParam = /* @__NO_SIDE_EFFECTS__ */ (pattern: RegExp, message: string) =>
  v.custom<string>((value) => isText(value) && pattern.test(value), message)

/** An amount of money: a decimal string above zero. */
export const amountParam = v.custom<string>(
  (value) => isText(value) && /^(?=.*[1-9])\d{1,40}(\.\d{1,40})?$/.test(value),
  ({ input }) =>
    `must be a decimal string above zero, like "10.28"${typeof input === 'number' ? ', not a number, which loses digits' : ''}`,
)

/** A text of limited length. */
export const textParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number) =>
  patternParam(new RegExp(`^[^]{${min},${max}}$`), `must be a string of ${min} to ${max} characters`)

/** The code of a currency or a network. The gateway takes either case. */
export const codeParam = patternParam(/^[\w-]{1,32}$/, 'must be a code like "USDT" or "tron"')

/** Your own id of a payment or a payout. */
export const orderIdParam = /* @__NO_SIDE_EFFECTS__ */ (max: number, why = '') =>
  patternParam(new RegExp(`^[\\w-]{1,${max}}$`), `must be 1 to ${max} letters, digits, "_" or "-"${why}`)

/** The gateway's id of a record. */
export const uuidParam = textParam(1, 64)

/** An address that the gateway or a payer will be sent to. */
export const urlParam = /* @__NO_SIDE_EFFECTS__ */ (max: number) =>
  v.custom<string>(
    (value) => isText(value) && value.length > 5 && value.length <= max && parseSafeUrl(value) !== undefined,
    `must be an https URL of 6 to ${max} characters (http on loopback only)`,
  )

/** One word of a closed list. */
export const choiceParam = /* @__NO_SIDE_EFFECTS__ */ <Choice extends string>(...choices: readonly Choice[]) =>
  v.custom<Choice>((value) => choices.includes(value as Choice), `must be one of: ${choices.join(', ')}`)

/** A yes or no. */
export const flagParam = v.custom<boolean>((value) => typeof value === 'boolean', 'must be true or false')

/** A number within limits. */
export const numberParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number, kind = 'number') =>
  v.custom<number>(
    (value) => typeof value === 'number' && value >= min && value <= max && (kind === 'number' || value % 1 === 0),
    `must be a ${kind} from ${min} to ${max}`,
  )

/** A whole number within limits. */
export const integerParam = /* @__NO_SIDE_EFFECTS__ */ (min: number, max: number, unit = '') =>
  numberParam(min, max, `whole number${unit}`)

/** A point in time as the gateway's lists take it. */
export const dateParam = patternParam(
  /^\d{4}-\d\d-\d\d \d{1,2}:\d\d:\d\d$/,
  'must be a date like "2026-01-31 23:59:59", at UTC+3',
)

/** A list within limits, each item of it checked. */
export const listParam = /* @__NO_SIDE_EFFECTS__ */ <Item>(
  schema: StandardSchema<Item, unknown>,
  max: number,
  like: string,
) =>
  v.custom<readonly Item[]>(
    (value) =>
      Array.isArray(value) &&
      value.length > 0 &&
      value.length <= max &&
      value.every((item) => runSchema(schema, item).ok),
    `must be a list of 1 to ${max} like ${like}`,
  )

/** A param that may be left out, or be `undefined`. The default is for what the gateway wants and its page has one for. */
export const optionalParam = /* @__NO_SIDE_EFFECTS__ */ <Value>(
  schema: v.GenericSchema<Value>,
  fallback?: Value,
): v.GenericSchema<Value | undefined> => v.optional(schema, fallback as never)
