import { configError } from '../../errors/create-error.ts'
import { hasMethods } from '../../options/require.ts'
import { log } from '../handler/reply.ts'
import type { WebhookEndpoint } from '../handler/types.ts'
import { webhookError } from '../webhook-error.ts'
import { createRequest, failingBody, listHeaders } from './make-request.ts'
import type { NodeListener, NodeRequest, NodeResponse } from './node-types.ts'

/**
 * Adapts a webhook handler to `node:http`, Express, Connect, Nest, Koa, Fastify and the pages routes of Next.js.
 *
 * Takes the raw body from `rawBody` or `body` where it is text or bytes, and reads the request otherwise. A body that has
 * already been parsed, and a web `Request` where a request of Node belongs, get a 500 whose body names the fix. The address
 * that `allowedIps` is compared with is that of the socket. If the handler rejects, the error goes to `next` where there is one,
 * and is a 500 otherwise.
 *
 * @throws {CryptomusError} kind `config`: `handle` is not a function.
 */
export function toNodeListener(handle: WebhookEndpoint): NodeListener {
  if (typeof handle !== 'function') throw configError('handle', 'must be what createWebhookHandler returns')
  return async (incoming, outgoing, next) => {
    // Where a `Response` is expected, this one is sent.
    if (!hasMethods(incoming, ['on'])) return answerWeb(outgoing) as unknown as undefined
    // A client that has closed the connection needs no response, and an error without a listener would end the process.
    const ignore = () => {}
    incoming.on('error', ignore)
    outgoing.on('error', ignore)
    try {
      await send(await handle(readIncoming(incoming), { remoteAddress: incoming.socket?.remoteAddress }), outgoing)
    } catch (error) {
      if (next !== undefined) next(error)
      else await send(new Response(null, { status: 500 }), outgoing)
    } finally {
      discardBody(incoming)
    }
  }
}

const needsNone =
  'toNodeListener was given something else than a request of Node. A route that takes a web Request takes the handler as it ' +
  'is: export const POST = handle (Next.js app router, Vercel, Deno, Bun), or handle(context.req.raw) in Hono. ' +
  'AWS Lambda: toLambdaHandler(handle).'

/** Responds to a call without a Node request. The handler is not reached, so its log has no line about it. */
function answerWeb(outgoing: unknown): Response {
  log(globalThis.console, 'error', needsNone, {})
  if (hasMethods(outgoing, ['end'])) void send(new Response(needsNone, { status: 500 }), outgoing as NodeResponse)
  return new Response(needsNone, { status: 500 })
}

/** Creates the `Request` of a Node request. A body that was parsed before fails with the fix when it is read. */
export function readIncoming(incoming: NodeRequest): Request {
  const { method = 'GET', originalUrl, url = '/', headers } = incoming
  return createRequest({ method, target: originalUrl ?? url, headers: listHeaders(headers), body: bodyOf(incoming) })
}

/** Returns the raw body that a framework kept, or else the stream if no one has read it. */
function bodyOf(incoming: NodeRequest) {
  const body = getProperty(incoming, 'body')
  const kept = [getProperty(incoming, 'rawBody'), body].find(isRaw)
  if (kept !== undefined) return kept
  const isRead = incoming.readableDidRead === true || isParsed(body)
  return isRead ? failingBody(webhookError('not_raw', describeFix(incoming))) : streamIncoming(incoming)
}

// On some platforms the getter parses the body, and throws if it is not JSON.
function getProperty(incoming: NodeRequest, name: 'body' | 'rawBody'): unknown {
  try {
    return incoming[name]
  } catch {
    return undefined
  }
}

const isRaw = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array

// Express 4 sets `body` to an empty object on each request, read or not.
const isParsed = (body: unknown) => typeof body === 'object' && body !== null && Object.keys(body).length > 0

const complaint = 'The body has been parsed before it could be verified, and the signature is about its exact text.'

const express =
  'Express: mount this listener before express.json(), or give its route express.raw({ type: "*/*" }). ' +
  'Nest: NestFactory.create(AppModule, { rawBody: true }).'

const nextPages =
  'Next.js: export const config = { api: { bodyParser: false } } from the route. ' +
  'Vercel without Next.js: export const POST = handle, without this listener.'

// Koa and Fastify pass a bare request of Node, which has no trace of the framework.
const others =
  'Mount this listener before whatever parses bodies. ' +
  'Koa: before the body parser. Fastify: in a scope with removeAllContentTypeParsers() and ' +
  "addContentTypeParser('*', (request, payload, done) => done(null)). " +
  `${express} ${nextPages}`

/** Returns the fix for a body that was parsed too early, for the framework that the request comes from. */
export function describeFix(incoming: NodeRequest): string {
  if ('app' in incoming && 'originalUrl' in incoming) return `${complaint} ${express}`
  const isOfNext = 'query' in incoming && 'cookies' in incoming
  return `${complaint} ${isOfNext ? nextPages : others}`
}

/** Returns the body of a Node request as a web stream that reads on demand. */
export function streamIncoming(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const enqueue = (chunk: unknown) => {
      if (!isOpen) return
      incoming.pause()
      // Chunks are text once an encoding was set on the stream.
      controller.enqueue(typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array))
    }
    const finish = (error?: unknown) => {
      if (isOpen && error === undefined) controller.close()
      else if (isOpen) controller.error(error)
      isOpen = false
    }
    const abort = () => finish(new Error('The client went away before its body ended.'))
    incoming.on('data', enqueue)
    incoming.on('end', () => finish())
    incoming.on('error', finish)
    // Follows a complete body, too; the stream is finished by then.
    incoming.on('close', abort)
    if (incoming.destroyed === true) abort()
    // A listener for data starts the flow.
    incoming.pause()
  }
  const pull = () => void incoming.resume()
  const cancel = () => {
    isOpen = false
  }
  return new ReadableStream({ start, pull, cancel }, { highWaterMark: 0 })
}

async function send(response: Response, outgoing: NodeResponse): Promise<void> {
  const text = await response.text()
  if (outgoing.headersSent) return
  outgoing.statusCode = response.status
  response.headers.forEach((value, name) => {
    outgoing.setHeader(name, value)
  })
  outgoing.end(text)
}

/** Long enough for a response to arrive, short enough not to hold a socket for a client that never stops sending. */
const lingerMs = 2_000

/**
 * Discards the rest of the body after the response, and closes the connection if it does not end within two seconds.
 *
 * Closing at once could lose the response: a client that is still sending gets a reset instead of it.
 */
export function discardBody(incoming: NodeRequest): void {
  // A remaining listener may pause the stream again.
  incoming.removeAllListeners('data')
  incoming.resume()
  if (incoming.complete !== false) return
  const timer = setTimeout(() => incoming.destroy(), lingerMs)
  const stop = () => clearTimeout(timer)
  incoming.on('end', stop)
  incoming.on('close', stop)
}
