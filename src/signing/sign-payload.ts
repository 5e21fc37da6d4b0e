import { toBase64 } from '../crypto/base64.ts'
import { md5Hex } from '../crypto/md5.ts'
import { validationError } from '../errors/create-error.ts'
import { toJson } from '../json/to-json.ts'
import { requireKey } from '../options/require.ts'

/** What can be signed: text, bytes, an object (as its compact JSON), or nothing (as the empty string). */
export type Payload = string | Uint8Array | object | undefined

/** Makes the signature of what is sent. */
export type Sign = (payload: Payload, apiKey: string) => string

/**
 * Checks the signature of a webhook's raw body against one key.
 *
 * It gets the body as it came and may only answer yes or no; what a stranger sent must not make it throw.
 */
export type Scheme = (rawBody: string, apiKey: string) => boolean

function toContent(payload: Payload): string | Uint8Array {
  if (typeof payload === 'string') return payload
  if (payload === undefined) return ''
  if (ArrayBuffer.isView(payload)) return new Uint8Array(payload.buffer, payload.byteOffset, payload.byteLength)
  if (typeof payload === 'object' && payload !== null) return toJson(payload)
  throw validationError('payload', 'must be a string, bytes, an object or undefined')
}

/**
 * Signs a request body as the gateway expects it: `md5(base64(body) + apiKey)`, 32 lower-case hex digits.
 *
 * The signature covers bytes, so sign the very text that you send: strings (as UTF-8) and bytes are signed as they are, an
 * object as its compact JSON, `undefined` as the empty body. An absent, empty or blank key is a `config` error; what
 * JSON cannot express is a `validation` error.
 *
 * Source: doc.cryptomus.com, "Request format".
 */
export function signPayload(payload: Payload, apiKey: string): string {
  return signContent(payload, requireKey(apiKey, 'apiKey'))
}

/** Signs a payload with a key that was checked before: a client checks its keys once, when it is made. */
export function signContent(payload: Payload, key: string): string {
  return md5Hex(toBase64(toContent(payload)) + key)
}
