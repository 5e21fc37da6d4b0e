import { isCryptomusError } from './is-cryptomus-error.ts'
import type { CryptomusError } from './types.ts'

/**
 * Converts a rejection into a value, for code that prefers a branch to `try` and `catch`.
 *
 * Only errors of this package become `{ ok: false, error }`. Every other rejection, such as an abort reason or a bug in your
 * own code, is thrown again as it is.
 *
 * @throws Whatever rejected the promise, if it is no error of this package.
 * @example
 * ```ts
 * import { createClient, readEnv, settle } from 'cryptomus-kit'
 *
 * const client = createClient(readEnv(process.env))
 * const result = await settle(client.balance.get())
 * if (result.ok) console.log(result.value)
 * else console.error(result.error.kind, result.error.outcome)
 * ```
 */
export async function settle<Value>(promise: PromiseLike<Value>): Promise<Settled<Value>> {
  try {
    return { ok: true, value: await promise }
  } catch (error) {
    if (isCryptomusError(error)) return { ok: false, error }
    throw error
  }
}

/** The result of `settle`: the value of the promise, or the error of this package that rejected it. */
export type Settled<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: CryptomusError }
