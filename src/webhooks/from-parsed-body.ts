import { encodePhp } from '../json/php.ts'
import { findUnserializable } from '../json/to-json.ts'
import { webhookError } from './webhook-error.ts'

const integerLike = /^(?:0|[1-9]\d*)$/

/** Where a parsed value no longer tells how it was written. `undefined` when it does. */
function findLoss(value: unknown, path = ''): string | undefined {
  if (typeof value === 'number' && Number.isInteger(value) && !Number.isSafeInteger(value)) {
    return `${path} is a whole number of which JSON.parse lost digits`
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (typeof (value as { toJSON?: unknown }).toJSON === 'function') return `${path} is not what a JSON parser makes`
  const isList = Array.isArray(value)
  for (const [name, inner] of Object.entries(value)) {
    const place = path === '' ? name : `${path}.${name}`
    if (!isList && integerLike.test(name)) return `${place} is a name that JavaScript moves to the front`
    const loss = findLoss(inner, place)
    if (loss !== undefined) return loss
  }
  return undefined
}

/**
 * Rebuilds the likeliest raw text of a webhook that a framework has already parsed: `verifyWebhook(fromParsedBody(body), key)`.
 *
 * The last resort; the raw body is better. What parsing lost cannot be verified: a name that occurred twice, the order of
 * names made of digits, digits of large whole numbers, and how a number was written (`1.0` comes back as `1`). Where the
 * loss can be seen, and for anything that is not an object, a `webhook` error with reason `not_raw` says where it is.
 */
export function fromParsedBody(body: object): string {
  if (typeof body !== 'object' || body === null || Array.isArray(body) || ArrayBuffer.isView(body)) {
    throw webhookError('not_raw', 'fromParsedBody takes the object that a JSON parser made of the body.')
  }
  const issue = findUnserializable(body)
  const loss = issue === undefined ? findLoss(body) : `${issue.path} ${issue.message}`
  if (loss !== undefined) {
    throw webhookError(
      'not_raw',
      `The body was parsed and cannot be rebuilt to be verified: ${loss}. Keep the raw body.`,
    )
  }
  return encodePhp(body, { escapeUnicode: false })
}
