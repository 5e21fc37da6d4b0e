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
