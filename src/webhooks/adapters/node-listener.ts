import { configError } from '../../errors/create-error.ts'
import type { WebhookHandle } from '../handler/types.ts'
import { webhookError } from '../webhook-error.ts'
import { createRequest, failingBody } from './make-request.ts'
import type { NodeListener, NodeRequest, NodeResponse } from './node-types.ts'

const complaint = 'The body has been parsed before it could be verified, and the signature is about its exact text.'

const express =
  'Express: mount this listener before express.json(), or give its route express.raw({ type: "*/*" }). ' +
  'Nest: NestFactory.create(AppModule, { rawBody: true }).'

const nextPages =
  'Next.js: export const config = { api: { bodyParser: false } } from the route. ' +
  'Vercel without Next.js: export const POST = handle, without this listener.'

// Koa and Fastify hand over a bare request of Node's, which does not tell who has read it.
const others =
  'Mount this listener before whatever parses bodies. ' +
  'Koa: before the body parser. Fastify: in a scope with removeAllContentTypeParsers() and ' +
  "addContentTypeParser('*', (request, payload, done) => done(null)). " +
  `${express} ${nextPages}`

/** Says what to do about a body that was parsed too early, for the framework that the request comes from. */
export function describeFix(incoming: NodeRequest): string {
  if ('app' in incoming && 'originalUrl' in incoming) return `${complaint} ${express}`
  const isOfNext = 'query' in incoming && 'cookies' in incoming
  return `${complaint} ${isOfNext ? nextPages : others}`
}

/** Long enough for an answer to arrive, short enough not to keep a socket for someone who sends forever. */
const lingerMs = 2_000

/**
 * Drops what is left of the body of a request that has been answered, and hangs up where it does not end soon.
 *
 * To hang up at once could cut the answer off: a client that is still sending gets a reset instead of it.
 */
export function letGo(incoming: NodeRequest): void {
  // Whoever listens makes the body wait for a reader, and there is none any more.
  incoming.removeAllListeners('data')
  incoming.resume()
  if (incoming.complete !== false) return
  const timer = setTimeout(() => incoming.destroy(), lingerMs)
  const stop = () => clearTimeout(timer)
  incoming.on('end', stop)
  incoming.on('close', stop)
}

// A stream that somebody has set an encoding on gives text.
const toBytes = (chunk: unknown) =>
  typeof chunk === 'string' ? new TextEncoder().encode(chunk) : (chunk as Uint8Array)

const cutOff = () => new Error('The client went away before its body ended.')

/** Reads the body of a Node request as a web stream: nothing before it is asked for, and no faster than that. */
export function streamIncoming(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true
  const start = (controller: ReadableStreamDefaultController<Uint8Array>) => {
    const take = (chunk: unknown) => {
      if (!isOpen) return
      incoming.pause()
      controller.enqueue(toBytes(chunk))
    }
    const finish = (error?: unknown) => {
      if (isOpen && error === undefined) controller.close()
      else if (isOpen) controller.error(error)
      isOpen = false
    }
    incoming.on('data', take)
    incoming.on('end', () => finish())
    incoming.on('error', finish)
    // Also comes after a good end, when there is nothing left to finish.
    incoming.on('close', () => finish(cutOff()))
    if (incoming.destroyed === true) finish(cutOff())
    // To listen for data is to make it flow.
    incoming.pause()
  }
  const pull = () => void incoming.resume()
  const cancel = () => {
    isOpen = false
  }
  return new ReadableStream({ start, pull, cancel }, { highWaterMark: 0 })
}

const isRaw = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array

// Parsers of some platforms run when the body is looked at, and throw at what is no JSON.
function lookUp(incoming: NodeRequest, name: 'body' | 'rawBody'): unknown {
  try {
    return incoming[name]
  } catch {
    return undefined
  }
}

// Express 4 puts an empty object on each request, read or not.
const isParsed = (body: unknown) => typeof body === 'object' && body !== null && Object.keys(body).length > 0

/** The raw body that somebody kept, or else the stream if nobody has read it. */
function bodyOf(incoming: NodeRequest) {
  const body = lookUp(incoming, 'body')
  const kept = [lookUp(incoming, 'rawBody'), body].find(isRaw)
  if (kept !== undefined) return kept
  const isRead = incoming.readableDidRead === true || isParsed(body)
  return isRead ? failingBody(webhookError('not_raw', describeFix(incoming))) : streamIncoming(incoming)
}

function* entriesOf(headers: NodeRequest['headers']): Iterable<[string, string]> {
  for (const [name, value] of Object.entries(headers)) {
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) yield [name, each]
  }
}

/** Makes the platform's request of one of Node's. A body that was parsed before fails with the fix when it is read. */
export function readIncoming(incoming: NodeRequest): Request {
  const { method = 'GET', originalUrl, url = '/', headers } = incoming
  return createRequest({ method, target: originalUrl ?? url, headers: entriesOf(headers), body: bodyOf(incoming) })
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

/**
 * Serves a webhook handler to `node:http`, Express, Connect, Nest, Koa, Fastify and Next.js pages routes.
 *
 * Takes the raw body from `rawBody` or `body` where somebody kept it as text or bytes, and reads the request otherwise.
 * A body that has already been parsed is answered with a 500 that names the fix. The address that `allowedIps` is
 * compared with is that of the socket.
 */
export function toNodeListener(handle: WebhookHandle): NodeListener {
  if (typeof handle !== 'function') throw configError('handle', 'must be what createWebhookHandler returns')
  return async (incoming, outgoing, next) => {
    // A client that has gone away needs no answer, and an error without a listener would end the process.
    const ignore = () => {}
    incoming.on('error', ignore)
    outgoing.on('error', ignore)
    try {
      await send(await handle(readIncoming(incoming), { remoteAddress: incoming.socket?.remoteAddress }), outgoing)
    } catch (error) {
      if (next !== undefined) next(error)
      else await send(new Response(null, { status: 500 }), outgoing)
    } finally {
      letGo(incoming)
    }
  }
}
