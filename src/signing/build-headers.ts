import { configError, validationError } from '../errors/create-error.ts'
import { requireKey, requireMerchantId } from '../options/require.ts'
import { type Sign, signPayload } from './sign-payload.ts'

/** The input of `buildHeaders`. */
export interface HeaderInput {
  /** UUID of the merchant, from the gateway's dashboard. */
  readonly merchantId: string
  /** The API key of the request: the payment key, or the payout key for payouts and transfers. */
  readonly apiKey: string
  /** The body exactly as it will be sent; absent or `undefined` for a request without a body. */
  readonly body?: string | Uint8Array | undefined
  /** Function that signs the body. @default signPayload */
  readonly sign?: Sign | undefined
}

/** The headers that authenticate one request. */
export interface SignedHeaders {
  /** UUID of the merchant. */
  readonly merchant: string
  /** Signature of the body. */
  readonly sign: string
  /** Media type of the body: the gateway takes JSON only. */
  readonly 'content-type': 'application/json'
}

/**
 * Builds the headers that authenticate one request, for code that sends it without a client.
 *
 * The body is the text or the bytes that will be sent, never an object: serialised a second time it could come out
 * differently, and the gateway would refuse the request with "Invalid Sign.".
 *
 * @throws {CryptomusError} kind `config`: the merchant id or the key is missing, blank, in quotes or surrounded by white space,
 * the merchant id holds characters that no HTTP header can carry, or `sign` is no function or returns no text.
 * @throws {CryptomusError} kind `validation`: the body is neither a string nor bytes.
 * @see https://doc.cryptomus.com/business/general/request-format
 * @example
 * ```ts
 * import { buildHeaders } from 'cryptomus-kit/signing'
 *
 * const body = JSON.stringify({ amount: '20', currency: 'USD', order_id: 'order-1' })
 * const headers = buildHeaders({ merchantId: 'your-merchant-uuid', apiKey: 'your-payment-api-key', body })
 * await fetch('https://api.cryptomus.com/v1/payment', { method: 'POST', headers: { ...headers }, body })
 * ```
 */
export function buildHeaders(input: HeaderInput): SignedHeaders {
  const { merchantId, apiKey, body, sign = signPayload } = Object(input) as HeaderInput
  const merchant = requireMerchantId(merchantId)
  const key = requireKey(apiKey, 'apiKey')
  if (body !== undefined && typeof body !== 'string' && !ArrayBuffer.isView(body)) {
    throw validationError('body', 'must be the very string or bytes that you send; serialise it once')
  }
  if (typeof sign !== 'function') throw configError('sign', 'must be a function')
  const signature: unknown = sign(body, key)
  if (typeof signature !== 'string') throw configError('sign', 'must return text')
  return toSignedHeaders(merchant, signature)
}

/** Returns the headers for a merchant id that has been checked, once a client, and the signature of a body. */
export const toSignedHeaders = (merchant: string, sign: string): SignedHeaders => ({
  merchant,
  sign,
  'content-type': 'application/json',
})
