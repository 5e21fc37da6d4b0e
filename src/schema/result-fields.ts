import { decimalFromNumber } from '../money/decimal.ts'
import { type Entries, readEntries, type Values } from './read-entries.ts'
import { createSchema, runSchema, type SchemaResult, type StandardSchema } from './standard-schema.ts'

/** A JSON number where a text or money is documented becomes the shortest decimal string that names it, without exponent. */
export const coerceText = (value: unknown): unknown =>
  // `1e999` is valid JSON, and `JSON.parse` makes Infinity of it.
  typeof value === 'number' && Number.isFinite(value) ? decimalFromNumber(value) : value

/** PHP's other spellings of a yes or no become booleans. */
export const coerceFlag = (value: unknown): unknown => {
  if (value === 1 || value === '1' || value === 'true') return true
  if (value === 0 || value === '0' || value === 'false') return false
  return value
}

/** A whole number that came as a string becomes a number. */
export const coerceCount = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value

/** Reads an answer, or one field of it, as the type that its interface declares. */
export type Reader<Value> = StandardSchema<unknown, Value>

/** A reader for each field; the compiler refuses one that is missing, superfluous or of another type. */
export type ResultEntries<Result> = {
  readonly [Name in keyof Result]-?: Reader<Result[Name]>
}

// The gateway's types drift from page to page (a string here, a number there, null or absent), and an answer about
// money that was moved must reach the caller all the same. So only what identifies a record is insisted on; known
// drift is mended, and anything else is handed on as it came.
const mending = /* @__NO_SIDE_EFFECTS__ */ <Value>(read: (value: unknown) => unknown): Reader<Value> =>
  createSchema((value) => ({ value: read(value) as Value }))

/** A text without which the record could not be told from another. */
export const identifier: Reader<string> = createSchema((value) =>
  typeof value === 'string' && value !== '' ? { value } : { issues: [{ message: 'is missing' }] },
)

/** Whatever the gateway answers. */
export const anything: Reader<never> = mending((value) => value)

/** A text; a field that may be null or absent is read with it as well. */
export const text: Reader<string> = mending(coerceText)

/** An amount of money, as a decimal string. */
export const money = text

/** A yes or no. */
export const flag: Reader<boolean> = mending(coerceFlag)

/** A number that is not money. */
export const count: Reader<number> = mending(coerceCount)

/** An object. Fields that are not declared are kept. */
export const objectOf = /* @__NO_SIDE_EFFECTS__ */ <Result>(entries: ResultEntries<Result>): Reader<Result> => {
  const list = Object.entries(entries) as unknown as Entries
  return createSchema((value) =>
    typeof value === 'object' && value !== null
      ? (readEntries(list, value as Values, 'is missing') as SchemaResult<Result>)
      : { issues: [{ message: 'is not an object' }] },
  )
}

/** An object that nothing depends on: it may be null or absent, and what is not an object is handed on as it came. */
export const looseObjectOf = /* @__NO_SIDE_EFFECTS__ */ <Result, Value extends Result | null | undefined = Result>(
  entries: ResultEntries<Result>,
): Reader<Value> => {
  const reader = objectOf(entries)
  return mending((value) => {
    const checked = runSchema(reader, value)
    return checked.ok && !Array.isArray(value) ? checked.value : value
  })
}

/** A list. */
export const listOf = /* @__NO_SIDE_EFFECTS__ */ <Item>(item: Reader<Item>): Reader<readonly Item[]> =>
  createSchema((value) => {
    if (!Array.isArray(value)) return { issues: [{ message: 'is not a list' }] }
    const checked = readEntries(
      value.map((_, at) => [String(at), item]),
      { ...value },
      'is missing',
    )
    return checked.issues ? checked : { value: Object.values(checked.value) as Item[] }
  })
