import { createError } from '../../errors/create-error.ts'
import { describeUnknownName } from '../../options/known-names.ts'

/** What the sandbox answers: a status and the JSON of the body. */
export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** The envelope of a result. */
export const succeed = (result: unknown): Answer => ({ status: 200, body: { state: 0, result } })

/** The envelope of a refusal in words. */
export const refuse = (message: string, status = 422): Answer => ({ status, body: { state: 1, message } })

/** The envelope of fields that do not fit. */
export const rejectFields = (errors: Readonly<Record<string, readonly string[]>>): Answer => ({
  status: 422,
  body: { state: 1, errors },
})

/** Says what is wrong with what a test asked of the sandbox: a `validation` error. */
export function refuseInput(path: string, message: string): never {
  throw createError('validation', `The sandbox cannot do that: ${path} ${message}.`, { issues: [{ path, message }] })
}

/**
 * Returns the options of a call of the sandbox: an object with known names, of which some are text. Throws a `validation` error
 * for anything else, because a misspelt option would have no effect.
 */
export function requireOptions<Options extends object>(
  given: Options,
  known: readonly (keyof Options & string)[],
  texts: readonly (keyof Options & string)[] = [],
): Options {
  if (typeof given !== 'object' || given === null) refuseInput('options', 'must be an object')
  for (const name of Object.keys(given)) {
    if (!known.some((each) => each === name)) refuseInput(name, describeUnknownName(name, known))
  }
  for (const name of texts) {
    const value: unknown = given[name]
    if (value !== undefined && (typeof value !== 'string' || value === '')) {
      refuseInput(name, 'must be a string that is not empty, or be left out')
    }
  }
  return given
}
