import { errorBrand } from './create-error.ts'
import type { CryptomusError, ErrorKind } from './types.ts'

/**
 * Tells whether a caught value is an error of this package, of one kind when you name it.
 *
 * Works across the ESM and the CJS copy of the package, where `instanceof` would not.
 */
export function isCryptomusError<Kind extends ErrorKind = ErrorKind>(
  value: unknown,
  kind?: Kind,
): value is CryptomusError<Kind> {
  if (typeof value !== 'object' || value === null || !(errorBrand in value)) return false
  return kind === undefined || (value as { readonly kind?: unknown }).kind === kind
}

// The words of the documented answers: "Payment not found", "Not found payout", "Payment was not found". Others that
// speak of something not found, such as the merchant's wallet or a service, say nothing about the record.
const words =
  /^(?:not found|(?:(?:payment|payout|invoice|record) )?(?:was )?not found)\b(?!.*(?:wallet|service|terminal))/i

/**
 * Whether an error of a reading call says that the gateway has no such record: a complete answer that says so in words,
 * or a 404. Everything else, a refused key among it, leaves it open.
 */
export function isNoSuchRecord(error: unknown): boolean {
  if (!isCryptomusError(error, 'api') || error.outcome !== 'rejected') return false
  if (error.status === 401 || error.status === 403) return false
  return error.status === 404 || words.test(error.gatewayMessage ?? '')
}
