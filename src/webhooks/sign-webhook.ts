import { createError } from '../errors/create-error.ts'
import { encodePhp } from '../json/php.ts'
import { scanObject } from '../json/scan-object.ts'
import { toJson } from '../json/to-json.ts'
import { requireKey } from '../options/require.ts'
import { signPayload } from '../signing/sign-payload.ts'

/** How the body is spelled on the wire. */
export interface SignWebhookOptions {
  /** Escape what lies beyond ASCII as `\uXXXX`, as PHP does by default. Changes the wire, not the signature. @default false */
  readonly escapeUnicode?: boolean | undefined
}

/**
 * Makes the body of a webhook as the gateway would send it: spelled as PHP spells JSON, with `sign` as its last member.
 *
 * For tests and sandboxes. A `sign` in the payload is replaced. What cannot stand in a webhook's body (no object, a
 * bigint, a cycle, `__proto__`, half a surrogate pair) is a `validation` error, an unusable key a `config` error.
 */
export function signWebhook(
  payload: object,
  apiKey: string,
  { escapeUnicode = false }: SignWebhookOptions = {},
): string {
  const key = requireKey(apiKey, 'apiKey')
  const { sign: _, ...content } = JSON.parse(toJson(requireObject(payload))) as Record<string, unknown>
  const signed = encodePhp(content, { escapeUnicode: false })
  if (!scanObject(signed).ok) {
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
