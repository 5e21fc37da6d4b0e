import { md5Hex } from '../../crypto/md5.ts'
import { configError } from '../../errors/create-error.ts'
import { isCryptomusError } from '../../errors/is-cryptomus-error.ts'
import type { WebhookReason } from '../../errors/types.ts'
import { hasMethods } from '../../options/require.ts'
import type { WebRequest } from '../../platform/types.ts'
import { notify } from '../../platform/waiting.ts'
import type { Scheme } from '../../signing/sign-payload.ts'
import { isKnownType } from '../../status/status.ts'
import { diagnose } from '../explain-webhook.ts'
import { finishEvent, readMembers, toWire } from '../parse-webhook.ts'
import type { WebhookEvent } from '../types.ts'
import { bodySign, checkWebhook } from '../verify-webhook.ts'
import { inTime } from './in-time.ts'
import { plainAddress } from './ip-address.ts'
import type { HandlerSettings } from './options.ts'
import { readRequestBody } from './read-request-body.ts'
import { type Reply, reply, type Step } from './reply.ts'
import type { DeliveryContext } from './types.ts'

/** What a genuine delivery says. */
export interface Verified {
  readonly event: WebhookEvent
  /** Key of its record: what is claimed and remembered. */
  readonly key: string
  /** `false` for a type that this version does not know. */
  readonly canBeRead: boolean
}

const needsAdapter =
  'The webhook handler takes a web Request. Express, Nest, Next pages, node:http: toNodeListener(handle). ' +
  'AWS Lambda: toLambdaHandler(handle). Hono: handle(context.req.raw).'

/** Response of Node or Express, as far as it is answered here. */
interface Answerable {
  statusCode: number
  end(text: string): unknown
}

/**
 * Finds out whether the handler was called with something else than a `Request`, and says how it is to be called: in the reply,
 * and to a response of Node that came along, which nobody else would ever end.
 */
export function answerMisuse(request: unknown, context: unknown): Reply | undefined {
  if (hasMethods(request, ['text']) && typeof (request as { method?: unknown }).method === 'string') return undefined
  const own = request as { readonly res?: unknown } | undefined
  const response = [context, request, own?.res].find((each) => hasMethods(each, ['end', 'setHeader']))
  if (response !== undefined) {
    notify(() => {
      const answerable = response as Answerable
      answerable.statusCode = 500
      answerable.end(needsAdapter)
    })
  }
  return reply('failed', { text: needsAdapter, detail: needsAdapter })
}

/** Key of a record. Wallets share that of payments, so that `type` never tells two records apart. */
export const recordKey = (type: string, uuid: string): string => `${type === 'wallet' ? 'payment' : type}:${uuid}`

/** Asks `rateLimit`; resolves with the reply of a refusal. */
async function limitRate(settings: HandlerSettings, address: string | undefined, request: WebRequest) {
  const { rateLimit } = settings
  if (rateLimit === undefined) return undefined
  try {
    const isWithin = await inTime(settings, 'rateLimit', () => rateLimit(address, request))
    return isWithin ? undefined : reply('refused', { code: 429, text: 'rate_limited' })
  } catch (error) {
    return reply('failed', { code: 503, error, detail: '`rateLimit` failed' })
  }
}

const refusalCodes: { readonly [Reason in WebhookReason]?: number } = {
  sign_missing: 401,
  sign_mismatch: 401,
  too_large: 413,
}

/** Refuses a body, with the words of its reason. */
const refuse = (reason: WebhookReason, detail?: string): Reply =>
  reply('refused', { code: refusalCodes[reason] ?? 400, text: reason, detail })

/** Maximum length of a body that is looked at once more, for the log to say what is wrong with it. */
const longestDiagnosis = 8_192

/** Verifies the signature of a raw body. */
function checkBody({ keys, logger, scheme }: HandlerSettings, request: WebRequest, text: string) {
  const chosen: unknown = scheme(request)
  if (typeof chosen !== 'function') throw configError('scheme', 'must make a function of each request')
  const verdict = checkWebhook(text, keys, chosen as Scheme)
  if (verdict.ok) return { value: verdict }
  const { reason } = verdict
  // Only who reads logs needs the words, and a stranger must not make finding them costly.
  if (logger === undefined || text.length > longestDiagnosis) return { reply: refuse(reason) }
  const isOwn = reason === 'sign_mismatch' && chosen !== bodySign
  return { reply: refuse(reason, isOwn ? 'the scheme accepts none of the keys' : diagnose(text, reason, keys)) }
}

function toDelivery(text: string, isScanned: boolean): Step<Verified> {
  try {
    const wire = toWire(text, isScanned)
    if (isKnownType(wire.type)) {
      const event = readMembers(wire)
      return { value: { event, key: recordKey(event.type, event.uuid), canBeRead: true } }
    }
    if (!wire.type || typeof wire.type !== 'string') return { reply: refuse('unknown_type') }
    const event = finishEvent(wire)
    // What it is about, and what makes two of them one, is not known; the same text is the same.
    return { value: { event, key: `${wire.type}:${md5Hex(text)}`, canBeRead: false } }
  } catch (error) {
    if (!isCryptomusError(error, 'webhook')) throw error
    return { reply: refuse(error.reason, error.message) }
  }
}

/** Returns what `clientIp` returned, and throws a `config` error for a promise: it would count as no address. */
function atOnce(returned: unknown): unknown {
  if (!hasMethods(returned, ['then'])) return returned
  notify(() => returned)
  throw configError('clientIp', 'must return the address itself, not a promise')
}

/** Decides whether a request is a genuine delivery. A sender that may not deliver is turned away before its body is read. */
export async function verifyDelivery(
  settings: HandlerSettings,
  request: WebRequest,
  context: DeliveryContext,
): Promise<Step<Verified>> {
  if (request.method !== 'POST') return { reply: reply('refused', { code: 405, text: 'webhooks are sent by POST' }) }
  const { allowedIps, clientIp } = settings
  const address = plainAddress(atOnce(clientIp(request, context)))
  if (allowedIps !== undefined && (address === undefined || !allowedIps.includes(address))) {
    const detail = `the sender's address is ${address ?? 'not known; the adapter did not hand it in'}`
    return { reply: reply('refused', { code: 403, text: 'this address may not deliver', detail }) }
  }
  const limited = address === undefined ? undefined : await limitRate(settings, address, request)
  if (limited !== undefined) return { reply: limited }
  const body = await readRequestBody(request, settings)
  if (body.reply !== undefined) return body
  const checked = checkBody(settings, request, body.value)
  if (checked.value !== undefined) return toDelivery(checked.value.text, checked.value.isScanned)
  // Without an address, the gateway's deliveries and those of strangers would share one bucket.
  return { reply: (address === undefined ? await limitRate(settings, undefined, request) : undefined) ?? checked.reply }
}
