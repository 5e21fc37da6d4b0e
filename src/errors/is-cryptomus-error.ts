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

/** Returns `true` for an error about a response: the gateway refused in it, or it is not the gateway's. */
export const isResponseError = (error: unknown): error is CryptomusError<'api' | 'response'> =>
  isCryptomusError(error, 'api') || isCryptomusError(error, 'response')
