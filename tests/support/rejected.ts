import assert from 'node:assert/strict'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import type { CryptomusError, ErrorKind } from '../../src/errors/types.ts'

/** Waits for a promise that must reject with an error of one kind, and hands the error out. */
export async function rejected<Kind extends ErrorKind>(
  kind: Kind,
  promise: PromiseLike<unknown>,
): Promise<CryptomusError<Kind>> {
  try {
    await promise
  } catch (error) {
    if (isCryptomusError(error, kind)) return error
    throw error
  }
  return assert.fail(`Nothing was rejected; a ${kind} error was expected.`)
}
