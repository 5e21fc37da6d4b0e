import { validationError } from '../errors/create-error.ts'
import { requireKey, requireMerchantId } from '../options/require.ts'
import { type Sign, signPayload } from './sign-payload.ts'

/** What the headers of one request are made of. */
export interface HeaderInput {
  /** UUID of the merchant, from the gateway's dashboard. */
  readonly merchantId: string
  /** The key that signs this request: the payment key, or the payout key for payouts and transfers. */
  readonly apiKey: string
  /** The body exactly as it will be sent. Leave it out for a request without one. */
  readonly body?: string | Uint8Array | undefined
  /** Makes the signature. @default signPayload */
  readonly sign?: Sign | undefined
}

/** The headers that authenticate one request. */
export interface SignedHeaders {
  /** UUID of the merchant. */
  readonly merchant: string
  /** Signature of the body. */
  readonly sign: string
  /** Every body is JSON. */
  readonly 'content-type': 'application/json'
}

/**
 * Builds the headers that authenticate one request, for those who send it themselves.
 *
 * Pass the body as the text or bytes that you send; an object is refused, because serialised twice it could come out
 * differently and the gateway would answer "Invalid Sign.". A missing id or key is a `config` error.
 */
export function buildHeaders({ merchantId, apiKey, body, sign = signPayload }: HeaderInput): SignedHeaders {
  const merchant = requireMerchantId(merchantId)
  const key = requireKey(apiKey, 'apiKey')
  if (body !== undefined && typeof body !== 'string' && !ArrayBuffer.isView(body)) {
    throw validationError('body', 'must be the very string or bytes that you send; serialise it once')
  }
  return toSignedHeaders(merchant, sign(body, key))
}

/** The headers of a request, from a merchant id and a signature that need no check. */
export const toSignedHeaders = (merchant: string, sign: string): SignedHeaders => ({
  merchant,
  sign,
  'content-type': 'application/json',
})
