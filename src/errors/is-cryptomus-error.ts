import { errorBrand } from './create-error.ts'
import type { CryptomusError, ErrorKind } from './types.ts'

/**
 * Returns `true` if a caught value is an error of this package: of any kind, or of the kind that is named.
 *
 * Works across the ESM and the CJS copy of the package, unlike `instanceof`. Never throws.
 *
 * @example
 * ```ts
 * import { createClient, isCryptomusError, readEnv } from 'cryptomus-kit'
 *
 * const client = createClient(readEnv(process.env))
 * try {
 *   await client.payments.get({ order_id: 'order-1001' })
 * } catch (error) {
 *   if (!isCryptomusError(error, 'api')) throw error
 *   console.error(error.status, error.gatewayMessage)
 * }
 * ```
 */
export function isCryptomusError<Kind extends ErrorKind = ErrorKind>(
  value: unknown,
  kind?: Kind,
): value is CryptomusError<Kind> {
  if (typeof value !== 'object' || value === null || !(errorBrand in value)) return false
  return kind === undefined || (value as { readonly kind?: unknown }).kind === kind
}

/**
 * Returns `true` if an error of a reading call proves that the gateway has no such record: a complete response with those
 * words or a 404. Every other error, a refused key included, proves nothing about the record.
 */
export function isNoSuchRecord(error: unknown): boolean {
  if (!isCryptomusError(error, 'api') || error.outcome !== 'rejected') return false
  if (error.status === 401 || error.status === 403) return false
  return error.status === 404 || noSuchRecord.test(error.gatewayMessage ?? '')
}

// The documented messages: "Payment not found", "Not found payout", "Payment was not found". A message about something
// else that was not found, such as the merchant's wallet or a service, says nothing about the record.
const noSuchRecord =
  /^(?:not found|(?:(?:payment|payout|invoice|record) )?(?:was )?not found)\b(?!.*(?:wallet|service|terminal))/i
