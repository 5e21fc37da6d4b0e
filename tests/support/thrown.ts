import assert from 'node:assert/strict'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import type { CryptomusError, ErrorKind } from '../../src/errors/types.ts'

/** Runs something that must throw an error of one kind, and hands the error out. */
export function thrown<Kind extends ErrorKind>(kind: Kind, run: () => unknown): CryptomusError<Kind> {
  try {
    run()
  } catch (error) {
    if (isCryptomusError(error, kind)) return error
    throw error
  }
  return assert.fail(`Nothing was thrown; a ${kind} error was expected.`)
}
