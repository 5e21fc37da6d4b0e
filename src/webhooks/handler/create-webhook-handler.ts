import type { WebRequest, WebResponse } from '../../platform/types.ts'
import { notify } from '../../platform/waiting.ts'
import { chooseHandler } from './choose-handler.ts'
import { confirmEvent } from './confirm-event.ts'
import { type HandlerSettings, resolveHandlerOptions } from './options.ts'
import { readRequestBody } from './read-request-body.ts'
import { checkRequest, readDelivery } from './receive-delivery.ts'
import { isReply, type Reply, reply, reportDelivery, scope } from './reply.ts'
import { runOnce } from './run-once.ts'
import type { DeliveryContext, WebhookHandle, WebhookHandlerOptions } from './types.ts'

/** One delivery, step by step; each step hands on to the next or ends it. */
async function receive(settings: HandlerSettings, request: WebRequest, context: DeliveryContext): Promise<Reply> {
  const refused = await checkRequest(settings, request, context)
  if (refused !== undefined) return refused
  const body = await readRequestBody(request, settings)
  if (isReply(body)) return body
  const read = readDelivery(settings, request, body.text)
  if (isReply(read)) return read
  const confirmed = await confirmEvent(settings.confirm, read.event)
  if (isReply(confirmed)) return confirmed
  const choice = await chooseHandler(settings, confirmed)
  if (isReply(choice)) return choice
  const { id } = confirmed.event
  const trouble = (message: string, error?: unknown) =>
    notify(() => settings.logger?.error(message, { scope, id, ...(error === undefined ? {} : { error }) }))
  return runOnce(settings, choice, confirmed, read.event, trouble)
}

function toResponse({ code, text, result }: Reply): WebResponse {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  const more = result === 'wrong_method' ? { allow: 'POST' } : {}
  return new Response(text, { status: code, headers: { ...headers, ...more } })
}

/**
 * Creates the endpoint that receives webhooks: it verifies each delivery, reads the gateway's record again, runs your handler
 * for the event, and responds with an error to what was not handled, so that the gateway can deliver it again.
 *
 * The endpoint takes a `Request` and resolves with a `Response`; `toNodeListener` and `toLambdaHandler` adapt it to other
 * servers. It never rejects. Status of the response: 200 handled, duplicate or without a handler; 400 malformed; 401 not
 * genuine or not confirmed; 403 address; 405 method; 409 handled by another worker; 413 too large; 429 rate limit; 500 your
 * handler threw; 503 the gateway or the store could not be reached.
 *
 * @throws {CryptomusError} kind `config`: an option is missing, unknown or unusable; `option` names it.
 * @see https://doc.cryptomus.com/business/payments/webhook
 */
export function createWebhookHandler(options: WebhookHandlerOptions): WebhookHandle {
  const settings = resolveHandlerOptions(options)
  const fail = (error: unknown) => reply('failed', { error })
  const answer = async (request: WebRequest, context: DeliveryContext) => {
    const startedAt = settings.now()
    const ended = await receive(settings, request, context).catch(fail)
    reportDelivery(settings, ended, settings.now() - startedAt)
    return ended
  }
  return async (request, context) => toResponse(await answer(request, context ?? {}).catch(fail))
}
