import { decimalFromNumber } from '../money/decimal.ts'
import {
  createSchema,
  type Entries,
  readEntries,
  runSchema,
  type SchemaResult,
  type StandardSchema,
  type Values,
} from './standard-schema.ts'

/** Schema that reads a result, or one field of it, as the type that its interface declares. */
export type Reader<Value> = StandardSchema<unknown, Value>

/** One reader for each field; a missing, superfluous or ill-typed one does not compile. */
export type ResultEntries<Result> = {
  readonly [Name in keyof Result]-?: Reader<Result[Name]>
}

/** Coerces a number to the shortest decimal string with its value, without an exponent; returns other values as they are. */
export const coerceText = (value: unknown): unknown =>
  // `1e999` is valid JSON, and `JSON.parse` makes Infinity of it.
  typeof value === 'number' && Number.isFinite(value) ? decimalFromNumber(value) : value

/** Coerces 1, 0 and their string forms, which PHP also writes, to booleans; returns other values as they are. */
export const coerceFlag = (value: unknown): unknown => {
  if (value === 1 || value === '1' || value === 'true') return true
  if (value === 0 || value === '0' || value === 'false') return false
  return value
}

/** Coerces a string of a whole number to a number; returns other values as they are. */
export const coerceCount = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value

// The gateway's types differ between its pages and its responses (a string or a number, null or absent), and a response
// about money that was moved must reach the caller all the same. So only the identifier of a record is required; known
// drift is coerced, and every other value is returned as it is.
const coerced = /* @__NO_SIDE_EFFECTS__ */ <Value>(coerce: (value: unknown) => unknown): Reader<Value> =>
  createSchema((value) => ({ value: coerce(value) as Value }))

/** Reader of the string that identifies a record; the only required field. */
export const identifier: Reader<string> = createSchema((value) =>
  typeof value === 'string' && value !== '' ? { value } : { issues: [{ message: 'is missing' }] },
)

/** Reader of any value. */
export const anything: Reader<never> = coerced((value) => value)

/** Reader of a string, also of one that may be null or absent. */
export const text: Reader<string> = coerced(coerceText)

// An amount of money is read like any text, as a decimal string.
export { text as money }

/** Reader of a boolean. */
export const flag: Reader<boolean> = coerced(coerceFlag)

/** Reader of a number that is not money. */
export const count: Reader<number> = coerced(coerceCount)

/** Makes the reader of an object. Fields that are not declared are kept. */
export const objectOf = /* @__NO_SIDE_EFFECTS__ */ <Result>(entries: ResultEntries<Result>): Reader<Result> => {
  const list = Object.entries(entries) as unknown as Entries
  return createSchema((value) =>
    typeof value === 'object' && value !== null
      ? (readEntries(list, value as Values, 'is missing') as SchemaResult<Result>)
      : { issues: [{ message: 'is not an object' }] },
  )
}

function readLoosely<Value>(reader: Reader<Value>, value: unknown): Value {
  const checked = runSchema(reader, value)
  return checked.issues ? (value as Value) : checked.value
}

/** Makes the reader of a value that may be null or absent; one that does not fit is returned as it is. */
export const loose = /* @__NO_SIDE_EFFECTS__ */ <Value>(reader: Reader<NonNullable<Value>>): Reader<Value> =>
  coerced((value) => readLoosely(reader, value))

/** Makes the reader of an object that may be null or absent; a value that does not fit is returned as it is. */
export const looseObjectOf = /* @__NO_SIDE_EFFECTS__ */ <Result, Value extends Result | null | undefined = Result>(
  entries: ResultEntries<Result>,
): Reader<Value> => loose(objectOf(entries) as Reader<NonNullable<Value>>)

/** Makes the reader of a list. An item that does not fit is returned as it is, so that the others can be read. */
export const listOf = /* @__NO_SIDE_EFFECTS__ */ <Item>(item: Reader<Item>): Reader<readonly Item[]> =>
  createSchema((value) =>
    Array.isArray(value)
      ? { value: value.map((each) => readLoosely(item, each)) }
      : { issues: [{ message: 'is not a list' }] },
  )
