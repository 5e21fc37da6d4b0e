import { toBase64 } from '../crypto/base64.ts'
import { md5Hex } from '../crypto/md5.ts'
import { validationError } from '../errors/create-error.ts'
import { toJson } from '../json/to-json.ts'
import { requireKey } from '../options/require.ts'

/**
 * A request body to sign.
 *
 * Strings (as UTF-8) and bytes are signed as they are, an object as its compact JSON. `undefined` is signed as the empty
 * string, which the gateway expects for a request without a body.
 */
export type Payload = string | Uint8Array | object | undefined

/** Returns the signature of a request body under an API key, as the value of the header `sign`. */
export type Sign = (payload: Payload, apiKey: string) => string

/**
 * Checks the signature of a webhook's raw body against one key.
 *
 * Receives the body exactly as it arrived and returns whether the key signed it. It must not throw, whatever the body holds.
 */
export type Scheme = (rawBody: string, apiKey: string) => boolean

/**
 * Signs a request body the way the gateway expects it: `md5(base64(body) + apiKey)`, as 32 lower-case hex digits.
 *
 * The signature covers bytes, so send the very text that was signed: an object that is serialised a second time may come
 * out differently. The key is the payment key, or the payout key for payouts and transfers.
 *
 * @throws {CryptomusError} kind `config`: the key is missing, blank or surrounded by white space.
 * @throws {CryptomusError} kind `validation`: the payload is of another type (`null`, a number), or an object that JSON
 * cannot express (a bigint, a function, a cycle).
 * @see https://doc.cryptomus.com/business/general/request-format
 * @example
 * ```ts
 * import { signPayload } from 'cryptomus-kit/signing'
 *
 * const body = JSON.stringify({ amount: '20', currency: 'USD', order_id: 'order-1' })
 * const sign = signPayload(body, 'your-payment-api-key')
 * console.log(sign) // 32 hex digits, for the header `sign`
 * ```
 */
export function signPayload(payload: Payload, apiKey: string): string {
  // In JavaScript `'x' + undefined` is text: unchecked, a missing key would sign with one that anybody knows.
  return signContent(payload, requireKey(apiKey, 'apiKey'))
}

/** Signs with a key that has been checked: a client checks its keys once, when it is made. */
export function signContent(payload: Payload, key: string): string {
  return md5Hex(toBase64(toContent(payload)) + key)
}

function toContent(payload: Payload = ''): string | ArrayBufferView {
  if (typeof payload === 'string' || ArrayBuffer.isView(payload)) return payload
  if (typeof payload === 'object' && payload !== null) return toJson(payload)
  throw validationError('payload', 'must be a string, bytes or an object')
}
