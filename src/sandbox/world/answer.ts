import { createError } from '../../errors/create-error.ts'

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
