import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiReply } from '../requests/reply.ts'
import type { SandboxRequest } from '../types.ts'
import type { Refusal, Visit } from './door.ts'
import { type PageAnswer, pageHeaders } from './page.ts'
import { answerPayPage } from './pay-page.ts'
import type { SandboxAccess } from './sandbox-access.ts'
import { answerWalletPage } from './wallet-page.ts'

const maxBytes = 1_048_576

/**
 * Reads a request's body; `undefined` when it is larger than any client would send. Rejects when the client leaves.
 *
 * It listens to events, which cost less than an async iterator.
 */
export function readIncomingText(incoming: IncomingMessage): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    // Read to the end in any case: to leave early would cut the connection, and the client would never see the answer.
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size <= maxBytes) chunks.push(chunk)
      else chunks.length = 0
    }
    incoming
      .on('data', take)
      .on('end', () => resolve(size > maxBytes ? undefined : Buffer.concat(chunks).toString('utf8')))
      .on('error', reject)
      // Every request closes, and the stack of an error takes a tenth of the time of a whole one.
      .on('close', () => incoming.readableEnded || reject(new Error('The request broke off.')))
  })
}

/** The path and query of a request's target, also of an absolute one; what has no path, such as `*`, names nothing. */
function toPath(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?]*/i, '')
  return path.startsWith('/') ? path : `/${path}`
}

/** Makes the request that the sandbox reads out of Node's. */
export function toSandboxRequest(incoming: IncomingMessage, origin: string, body: string): SandboxRequest {
  const { method = 'GET', url = '/', headers } = incoming
  return {
    method,
    url: `${origin}${toPath(url)}`,
    headers: { get: (name) => headers[name.toLowerCase()]?.toString() ?? null },
    text: async () => body,
  }
}

/** Writes a reply of the sandbox, or breaks the connection as it says. */
export function writeReply(outgoing: ServerResponse, { status, headers, text, broken }: ApiReply): void {
  if (broken === 'stall') return
  if (broken === 'drop') return void outgoing.destroy()
  const length = Buffer.byteLength(text)
  if (broken === undefined) return void outgoing.writeHead(status, { ...headers, 'content-length': length }).end(text)
  // An empty body has no half: a byte is announced, and none comes.
  outgoing.writeHead(status, { ...headers, 'content-length': Math.max(length, 1) }).flushHeaders()
  outgoing.write(Buffer.from(text).subarray(0, length >> 1), () => outgoing.destroy())
}

/** A response that is about HTTP and not about money, as the gateway spells it. */
const failure = (status: number, message: string, headers: ApiReply['headers'] = {}): ApiReply => ({
  status,
  headers: { 'content-type': 'application/json', 'x-content-type-options': 'nosniff', ...headers },
  text: JSON.stringify({ message, code: status, error: null }),
})

const pages = { pay: answerPayPage, wallet: answerWalletPage }

const pagePath = /^\/(pay|wallet)\/([\w-]+)(?:\?|$)/

/** Finds the page at a path: its name and the record that it shows. */
function findPage(path: string): { readonly page: keyof typeof pages; readonly uuid: string } | undefined {
  const [, page, uuid] = pagePath.exec(path) ?? []
  return page === undefined || uuid === undefined ? undefined : { page: page as keyof typeof pages, uuid }
}

const pageMethods: readonly string[] = ['GET', 'HEAD', 'POST']

const toReply = (answer: PageAnswer): ApiReply =>
  'html' in answer
    ? { status: answer.status, headers: pageHeaders, text: answer.html }
    : { status: answer.status, headers: { ...pageHeaders, location: answer.location }, text: '' }

/** What answering requests takes. */
export interface Serving {
  readonly sandbox: SandboxAccess
  /** Origin of the server's own URLs. */
  readonly origin: string
  /** Checks who is let in. */
  readonly door: (visit: Visit) => Refusal | undefined
}

async function answer({ sandbox, origin, door }: Serving, incoming: IncomingMessage): Promise<ApiReply> {
  const refusal = door(incoming)
  const body = await readIncomingText(incoming)
  if (refusal !== undefined) return failure(refusal.status, refusal.message)
  if (body === undefined) return failure(413, 'Payload too large')
  const { method = 'GET', url = '/' } = incoming
  const found = findPage(toPath(url))
  if (found === undefined) return sandbox.answer(toSandboxRequest(incoming, origin, body))
  if (!pageMethods.includes(method)) return failure(405, 'Method not allowed', { allow: pageMethods.join(', ') })
  return toReply(await pages[found.page](sandbox, { method, uuid: found.uuid, body }))
}

/** Answers one HTTP request to a served sandbox: the API or one of its pages. Whatever goes wrong is a 500. */
export async function answerIncoming(
  serving: Serving,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    writeReply(outgoing, await answer(serving, incoming))
  } catch {
    // Where the client has gone away in the middle of its request, nobody reads this.
    if (outgoing.headersSent) outgoing.destroy()
    else writeReply(outgoing, failure(500, 'Server error, #1'))
  }
}
