import { encodePhp } from '../json/php.ts'
import { findUnserializable } from '../json/to-json.ts'
import { webhookError } from './webhook-error.ts'

/**
 * Rebuilds the probable raw body of a webhook from the object that a framework parsed it into:
 * `verifyWebhook(fromParsedBody(body), key)`.
 *
 * A last resort; the raw body is better. Parsing loses a name that occurs twice, the order of names made of digits, the digits
 * of large whole numbers, and the form of a number (`1.0` becomes `1`), and a body that had one of these fails to verify.
 *
 * @throws {CryptomusError} kind `webhook`, reason `not_raw`: the value is not an object, or the loss is visible in it; the
 * message names the place.
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

const integerLike = /^(?:0|[1-9]\d*)$/

/** Returns the first place whose original form is certainly lost, and why. */
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
