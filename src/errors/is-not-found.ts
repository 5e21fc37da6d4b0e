import { isCryptomusError } from './is-cryptomus-error.ts'
import type { CryptomusError } from './types.ts'

/**
 * Returns `true` if an error says that the gateway has no such record: an `api` error with the reason `not_found`.
 *
 * A read may lag behind a write. After a write of unknown outcome it proves nothing. Never throws.
 */
export function isNotFound(error: unknown): error is CryptomusError<'api'> {
  return isCryptomusError(error, 'api') && error.reason === 'not_found'
}
