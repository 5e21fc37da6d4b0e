import { configError } from '../../errors/create-error.ts'
import type { WebRequest, WebResponse } from '../../platform/types.ts'
import { type SetTimer, setTimer } from '../../platform/waiting.ts'
import { type Claim, type Claiming, claimRecord } from './claim.ts'
import { begin, isPaidBefore, isSameAsLast, judge } from './judge.ts'
import type { Memory } from './memory.ts'
import { type HandlerSettings, resolveHandlerOptions } from './options.ts'
import { type Errand, readRecord } from './read-record.ts'
import { readTarget } from './read-target.ts'
import { isReply, log, type Reply, reply, report } from './reply.ts'
import { chooseName, runHandler } from './run-handler.ts'
import type { DeliveryContext, WebhookHandle, WebhookHandlerOptions } from './types.ts'
import { answerMisuse, verifyDelivery } from './verify-delivery.ts'

const lagging = 'the record lags; nothing is lost: it is delivered again'
const older = 'a later state was handled'

/** Read, judge, run: what happens while the record is claimed. */
async function work(settings: HandlerSettings, claim: Claim, errand: Errand): Promise<Reply> {
  const read = await readRecord(settings, errand, claim.memory)
  if (isReply(read)) return read
  const { event, record, verdict } = read
  const { isNews, lag } = verdict
  const done = isNews ? await runHandler(settings, claim, errand, read) : reply('duplicate', { event })
  if (lag === undefined || done.code !== 200) return done
  // After a 200 the gateway would not deliver again, and the newer state would be lost.
  const isRead = record !== undefined
  return { ...done, ...reply(lag, { code: isRead ? 503 : 200, detail: isRead ? lagging : older }) }
}

/** Remember and release, in one write. */
async function release(settings: HandlerSettings, claim: Claim, ended: Reply): Promise<Reply> {
  const { logger, alarm } = settings
  const hasRun = ended.result === 'handled' || ended.result === 'mismatch' || ended.result === 'ahead'
  const fields = { stateKey: ended.event?.stateKey }
  try {
    const isRemembered = await claim.release(ended.memory ?? claim.memory)
    if (!isRemembered && hasRun)
      log(alarm, 'error', 'another worker took the record over while its handler ran', fields)
  } catch (error) {
    const message = hasRun ? 'what was handled could not be remembered' : 'the record could not be let go'
    log(hasRun ? alarm : logger, 'error', message, { ...fields, error })
  }
  // A handler that finished is not to run again, so trouble with the store does not make the gateway deliver again.
  return ended
}

/** Returns the memory to store with the claim; `undefined` if the memory alone decides the response. */
function planClaim(settings: HandlerSettings, errand: Errand, memory: Memory): Memory | undefined {
  const { delivered: event, hint, canBeRead } = errand
  if (event !== undefined && isPaidBefore(memory, event)) return undefined
  if (hint !== undefined && isSameAsLast(memory, hint)) return undefined
  if (event === undefined || canBeRead) return memory
  // Without a read the verdict cannot change any more, so one write claims and begins.
  const { isNews, lag, state } = judge(memory, event, undefined, false)
  if (!isNews) return lag === undefined ? undefined : memory
  const isAsked = settings.expected !== undefined && event.type === 'payment'
  return isAsked || chooseName(settings, event) === undefined ? memory : begin(memory, state)
}

/** Handles everything that may mean money, in one order: claim the record, read it, judge, run, remember, release. */
async function walk(settings: HandlerSettings, errand: Errand): Promise<Reply> {
  const { delivered: event, hint, canBeRead: isUnread } = errand
  let claim: Claiming
  try {
    claim = await claimRecord(settings, errand.key, (memory) => planClaim(settings, errand, memory))
  } catch (error) {
    return reply('unavailable', { text: 'the store could not be reached', event, isUnread, error })
  }
  // The caller has read a record that was passed in.
  const about = event === undefined ? { event: hint } : { event, isUnread }
  if (typeof claim === 'string') return reply(claim, about)
  const done = await work(settings, claim, errand).catch((error) => reply('failed', { event, error }))
  return release(settings, claim, done)
}

/** Handles one delivery: verifies it, and goes through the steps. */
async function receive(settings: HandlerSettings, request: WebRequest, context: DeliveryContext): Promise<Reply> {
  const verified = await verifyDelivery(settings, request, context)
  if (isReply(verified)) return verified
  const { event, key, canBeRead } = verified
  const { type, uuid, order_id: orderId } = event
  return walk(settings, {
    type,
    uuid,
    key,
    orderId,
    delivered: event,
    canBeRead: canBeRead && settings.confirm !== false,
  })
}

function toResponse({ code, text }: Reply): WebResponse {
  // A text is `text/plain` without being told so.
  return new Response(text, {
    status: code,
    headers: { 'cache-control': 'no-store', ...(code === 405 && { allow: 'POST' }) },
  })
}

/**
 * Creates the endpoint that receives webhooks: it verifies each delivery, claims its record, reads that again and runs your
 * handler for the state that it is in. A delivery that was not handled gets an error, so that the gateway delivers it again.
 *
 * The endpoint takes a `Request` and resolves with a `Response`; `toNodeListener` and `toLambdaHandler` adapt it to other
 * servers. It never rejects. Its member `check` goes through the same steps without a webhook. Credit in a transaction with a
 * unique key of `event.uuid`: after a crash a handler runs again.
 *
 * Status of the response: 200 handled, duplicate or without a handler; 400 malformed; 401 not genuine or not confirmed; 403
 * address; 405 method; 409 handled by another worker; 413 too large; 429 rate limit; 500 your handler threw or ran out of time;
 * 503 the record lags behind the delivery, or the gateway or the store could not be reached.
 *
 * @throws {CryptomusError} kind `config`: an option is missing, unknown or unusable; `option` names it.
 * @see https://doc.cryptomus.com/business/payments/webhook
 * @example
 * ```ts
 * import { createClient, createWebhookHandler, memoryStore, readEnv } from 'cryptomus-kit'
 *
 * const settings = readEnv(process.env)
 * const handle = createWebhookHandler({
 *   ...settings, // the keys
 *   confirm: createClient(settings), // reads each record again
 *   store: memoryStore(), // with several processes: postgresStore or redisStore
 *   on: { 'payment.paid': (event) => console.log(event.uuid, event.amount, event.currency) },
 * })
 * export const POST = (request: Request) => handle(request)
 * ```
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandle {
  return createHandlerWith(options, setTimer)
}

/** Creates the endpoint with the given timers, so that tests can stop them. */
export function createHandlerWith(options: WebhookHandlerOptions, timers: SetTimer): WebhookHandle {
  const settings = resolveHandlerOptions(options, timers)
  const { now, alarm, confirm, remembers } = settings
  if (!remembers) log(alarm, 'warn', 'without a store, each delivery runs its handler', {})
  const fail = (error: unknown) => reply('failed', { error })
  /** Waits for the end of a delivery or a check, and reports it. */
  const conclude = async (walking: Promise<Reply>, startedAt: number) => {
    const ended = await walking.catch(fail)
    return { ended, told: report(settings, ended, now() - startedAt) }
  }
  const answer = async (request: WebRequest, context?: DeliveryContext) => {
    const startedAt = now()
    const misuse = answerMisuse(request, context)
    const receiving = misuse === undefined ? receive(settings, request, context ?? {}) : Promise.resolve(misuse)
    return (await conclude(receiving, startedAt)).ended
  }
  const handle = async (request: WebRequest, context?: DeliveryContext) =>
    toResponse(await answer(request, context).catch(fail))
  const check: WebhookHandle['check'] = async (target, options) => {
    if (confirm === false) throw configError('confirm', 'is false; handle.check needs a client')
    const startedAt = now()
    const errand = await readTarget(settings, target, options)
    const walking = isReply(errand) ? Promise.resolve(errand) : walk(settings, errand)
    return (await conclude(walking, startedAt)).told
  }
  return Object.assign(handle, { check })
}
