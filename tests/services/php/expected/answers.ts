import { absent, type Check, either, listOf, type Wanted } from './matching.ts'

/** What a PHP shop is to be answered, by the name of the step. */
export interface Expected {
  readonly status: Wanted
  readonly body: Wanted
  /** A pattern of the answer as it was on the wire. */
  readonly raw?: RegExp
}

export type Table = Readonly<Record<string, Expected>>

export const accepted = (result: Wanted): Expected => ({ status: 200, body: { state: 0, result } })

/** A refusal in words. Most pages show them without a full stop, most captures with one. */
export const refused = (words: string | RegExp, status: Wanted = 422): Expected => {
  const pattern = typeof words === 'string' ? new RegExp(`^${words.replace(/[.[\]\\]/g, '\\$&')}\\.?$`) : words
  return { status, body: { state: 1, message: pattern, errors: absent } }
}

/** A refusal of fields. */
export const invalid = (errors: Readonly<Record<string, Wanted>>): Expected => ({
  status: 422,
  body: { state: 1, errors },
})

export const required: Wanted = ['validation.required']
/** A rule that no page names. */
export const someRule: Check = listOf(/^validation\./)
const without: Wanted = ['validation.required_without']
export const noId = invalid({ uuid: without, order_id: without })

/** A wrong signature, merchant or key: without a state. */
export const invalidSign: Expected = { status: 401, body: { message: 'Invalid Sign.', state: absent } }

export const nothing = accepted([])
export const image = accepted({ image: /^data:image\/png;base64,[\w+/]+=*$/ })
export const status404or422 = either(404, 422)

/** Makes a table with a row for each name. */
export const rows = (names: readonly string[], expected: Expected): Table =>
  Object.fromEntries(names.map((name) => [name, expected]))

/** The texts with which clients say that there are no params. */
export const noParams = ['[]', '{}', '', 'null'] as const
