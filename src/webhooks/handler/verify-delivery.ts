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
import { type Acceptance, bodySign, checkWebhook, roleOf } from '../verify-webhook.ts'
import { inTime } from './in-time.ts'
import { plainAddress } from './ip-address.ts'
import type { HandlerSettings } from './options.ts'
import { readRequestBody } from './read-request-body.ts'
import { isReply, log, type Reply, reply, type Step } from './reply.ts'
import type { DeliveryContext } from './types.ts'

/** Content of a genuine delivery. */
export interface Verified {
  readonly event: WebhookEvent
  /** Key of its record, for the claim and the memory. */
  readonly key: string
  /** `false` for a type that this version does not know. */
  readonly canBeRead: boolean
}

const needsAdapter =
  'Pass a web Request. Express, Nest, Next pages, node:http: toNodeListener(handle). ' +
  'AWS Lambda: toLambdaHandler(handle). Hono: handle(context.req.raw).'

/** Subset of a response of Node or Express that is used. */
interface Answerable {
  statusCode: number
  end(text: string): unknown
}

/**
 * Returns the reply to a call without a `Request`, whose text says how to call the handler. A Node response among the arguments
 * gets the same text, because nobody else would end it.
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

/** Key of a record. Wallets share that of payments, so that `type` never makes two records of one. */
export const recordKey = (type: string, uuid: string): string => `${type === 'wallet' ? 'payment' : type}:${uuid}`

/** Calls `rateLimit`; resolves with the reply of a refusal. */
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

/** Makes the reply that refuses a body; its text is the reason. */
const refuse = (reason: WebhookReason, detail?: string): Reply =>
  reply('refused', { code: refusalCodes[reason] ?? 400, text: reason, detail })

/** Maximum length of a refused body that is diagnosed for the log. */
const longestDiagnosis = 8_192

/** Verifies the signature of a raw body. */
function checkBody({ keys, logger, scheme }: HandlerSettings, request: WebRequest, text: string) {
  const chosen: unknown = scheme(request)
  if (typeof chosen !== 'function') throw configError('scheme', 'must return a function')
  const verdict = checkWebhook(text, keys, chosen as Scheme)
  if (typeof verdict !== 'string') return verdict
  // Only a log needs the diagnosis, and a stranger must not make it costly.
  if (logger === undefined || text.length > longestDiagnosis) return refuse(verdict)
  const isOwn = verdict === 'sign_mismatch' && chosen !== bodySign
  return refuse(verdict, isOwn ? 'the scheme accepts none of the keys' : diagnose(text, verdict, keys))
}

function toDelivery({ logger }: HandlerSettings, { text, form, isScanned }: Acceptance): Step<Verified> {
  try {
    const wire = toWire(text, isScanned)
    const type = typeof wire.type === 'string' ? wire.type : undefined
    if (logger) log(logger, 'debug', 'webhook signature matches', { type, form, key: roleOf(type) })
    if (isKnownType(type)) {
      const event = readMembers(wire)
      return { event, key: recordKey(event.type, event.uuid), canBeRead: true }
    }
    if (!type) return refuse('unknown_type')
    const event = finishEvent(wire)
    // Its subject is not known, nor which members identify it. Equal texts count as one delivery.
    return { event, key: `${type}:${md5Hex(text)}`, canBeRead: false }
  } catch (error) {
    if (!isCryptomusError(error, 'webhook')) throw error
    return refuse(error.reason, error.message)
  }
}

/** Returns the result of `clientIp`, and throws a `config` error for a promise: that would count as no address. */
function atOnce(returned: unknown): unknown {
  if (!hasMethods(returned, ['then'])) return returned
  notify(() => returned)
  throw configError('clientIp', 'must return no promise')
}

/** Decides whether a request is a genuine delivery. A sender that may not deliver is turned away before its body is read. */
export async function verifyDelivery(
  settings: HandlerSettings,
  request: WebRequest,
  context: DeliveryContext,
): Promise<Step<Verified>> {
  if (request.method !== 'POST') return reply('refused', { code: 405, text: 'webhooks are sent by POST' })
  const { allowedIps, clientIp } = settings
  const address = plainAddress(atOnce(clientIp(request, context)))
  if (allowedIps !== undefined && (address === undefined || !allowedIps.includes(address))) {
    const detail = `the sender's address is ${address ?? 'not known; the adapter did not hand it in'}`
    return reply('refused', { code: 403, text: 'this address may not deliver', detail })
  }
  const limited = address === undefined ? undefined : await limitRate(settings, address, request)
  if (limited !== undefined) return limited
  const body = await readRequestBody(request, settings)
  if (isReply(body)) return body
  const checked = checkBody(settings, request, body)
  if (!isReply(checked)) return toDelivery(settings, checked)
  // Without an address, the gateway's deliveries and those of strangers would share one bucket.
  return (address === undefined ? await limitRate(settings, undefined, request) : undefined) ?? checked
}
