import { createError } from '../errors/create-error.ts'
import { encodePhp } from '../json/php.ts'
import { scanObject } from '../json/scan-object.ts'
import { toJson } from '../json/to-json.ts'
import { requireKey } from '../options/require.ts'
import { signPayload } from '../signing/sign-payload.ts'

/** Options of `signWebhook`. */
export interface SignWebhookOptions {
  /**
   * Escapes characters beyond ASCII in the body as `\uXXXX`, as PHP does by default. Does not change the signature.
   *
   * @default false
   */
  readonly escapeUnicode?: boolean | undefined
}

/**
 * Creates the body of a signed webhook as the gateway sends it: JSON as PHP encodes it, with `sign` as the last member.
 *
 * For tests and sandboxes. A `sign` in the payload is replaced.
 *
 * @throws {CryptomusError} kind `validation`: the payload is not an object, or contains a value that no webhook can carry: a
 * bigint, a cycle, `__proto__`, half a surrogate pair, or more than 128 levels.
 * @throws {CryptomusError} kind `config`: the key is missing, blank, padded with white space or not a string.
 */
export function signWebhook(
  payload: object,
  apiKey: string,
  { escapeUnicode = false }: SignWebhookOptions = {},
): string {
  const key = requireKey(apiKey, 'apiKey')
  const { sign: _, ...content } = JSON.parse(toJson(requireObject(payload))) as Record<string, unknown>
  const signed = encodePhp(content, { escapeUnicode: false })
  if (typeof scanObject(signed) === 'string') {
    throw unsuitable('holds what no webhook body may: "__proto__", half a surrogate pair, or more than 128 levels')
  }
  const wire = encodePhp(content, { escapeUnicode })
  const sign = signPayload(signed, key)
  return wire === '{}' ? `{"sign":"${sign}"}` : `${wire.slice(0, -1)},"sign":"${sign}"}`
}

function requireObject(payload: unknown): object {
  if (typeof payload === 'object' && payload !== null && !Array.isArray(payload)) return payload
  throw unsuitable('must be an object')
}

function unsuitable(message: string) {
  return createError('validation', `The payload ${message}.`, { issues: [{ path: 'payload', message }] })
}
