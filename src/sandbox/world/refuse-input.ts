import { createError } from '../../errors/create-error.ts'

/** Says what is wrong with what a test asked of the sandbox: a `validation` error. */
export function refuseInput(path: string, message: string): never {
  throw createError('validation', `The sandbox cannot do that: ${path} ${message}.`, { issues: [{ path, message }] })
}
