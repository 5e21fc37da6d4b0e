import { isCryptomusError } from './is-cryptomus-error.ts'
import type { CryptomusError } from './types.ts'

/** What became of a promise: its value, or the error of this package that rejected it. */
export type Settled<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: CryptomusError }

/**
 * Turns throw into a value, for those who prefer to branch.
 *
 * Only errors of this package are caught; a reason you aborted with and bugs in your own code are thrown on.
 */
export async function settle<Value>(promise: PromiseLike<Value>): Promise<Settled<Value>> {
  try {
    return { ok: true, value: await promise }
  } catch (error) {
    if (isCryptomusError(error)) return { ok: false, error }
    throw error
  }
}
