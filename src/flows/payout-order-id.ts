import { sha256Hex } from '../crypto/sha256.ts'
import { validationError } from '../errors/create-error.ts'

/** One part of a name: a text, or a whole number. `17`, `17n` and `"17"` are the same part. */
export type OrderIdPart = string | number | bigint

/**
 * Returns the `order_id` of a payout from the parts that name the withdrawal: the same 32 characters for the same parts, in
 * every process and in every version of this package.
 *
 * Name what makes the withdrawal this one: a prefix of the application and the id of the row. Never its amount, its time or a
 * number of attempts: a second attempt under another `order_id` may pay twice. Texts are taken in Unicode's composed form
 * (NFC), so that one name typed on two systems is one name.
 *
 * The parts are written as text into a JSON array, of which these are the first 32 lower-case hex digits of the SHA-256.
 *
 * @throws {CryptomusError} kind `validation`: no part, or one that is no text with characters and no whole number.
 * @example
 * ```ts
 * import { payoutOrderId } from 'cryptomus-kit'
 *
 * console.log(payoutOrderId('shop', 'withdrawal', 17))
 * ```
 */
export function payoutOrderId(...parts: readonly [OrderIdPart, ...OrderIdPart[]]): string {
  if (parts.length === 0) throw validationError('parts', 'must name the withdrawal: payoutOrderId("shop", 17)')
  return sha256Hex(JSON.stringify(parts.map(readPart))).slice(0, 32)
}

function readPart(part: unknown, index: number): string {
  if (typeof part === 'bigint' || Number.isSafeInteger(part)) return String(part)
  const path = `parts.${index}`
  if (typeof part === 'number')
    throw validationError(path, 'must be a whole number below 2 ** 53; pass a string or a bigint')
  if (typeof part !== 'string') throw validationError(path, 'must be a string, a whole number or a bigint')
  if (part === '') throw validationError(path, 'must not be empty')
  // Half a character would be the same in UTF-8 as any other half.
  if (/[\ud800-\udfff]/u.test(part)) throw validationError(path, 'holds half a character')
  return part.normalize('NFC')
}
