import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Sandbox, SandboxRequest } from '../types.ts'
import { answerPayPage, readPaymentFrom } from './pay-page.ts'

const maxBytes = 1_048_576

/** Reads a request's body; `undefined` when it is larger than any client would send. */
export async function readIncomingText(incoming: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let size = 0
  // Read to the end in any case: to leave early would cut the connection, and the client would never see the answer.
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length
    if (size <= maxBytes) chunks.push(chunk as Buffer)
    else chunks.length = 0
  }
  return size > maxBytes ? undefined : Buffer.concat(chunks).toString('utf8')
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

const payPath = /^\/pay\/([\w-]+)$/

const json = { 'content-type': 'application/json' }

/** The body of an answer that is about HTTP and not about money, as the gateway spells it. */
const failure = (message: string, code: number) => JSON.stringify({ message, code, error: null })

async function answer(sandbox: Sandbox, origin: string, incoming: IncomingMessage, outgoing: ServerResponse) {
  const body = await readIncomingText(incoming)
  if (body === undefined) return outgoing.writeHead(413, json).end(failure('Payload too large', 413))
  const request = toSandboxRequest(incoming, origin, body)
  const [, uuid] = payPath.exec(new URL(request.url).pathname) ?? []
  if (uuid !== undefined) {
    const page = await answerPayPage(sandbox, readPaymentFrom(sandbox, origin), { method: request.method, uuid, body })
    const headers =
      page.location === undefined ? { 'content-type': 'text/html; charset=utf-8' } : { location: page.location }
    return outgoing.writeHead(page.status, headers).end(page.html)
  }
  const response = await sandbox.handle(request)
  const text = await response.text()
  return outgoing.writeHead(response.status, json).end(text)
}

/** Answers one HTTP request to a served sandbox: the API or the payment page. Whatever goes wrong is a 500. */
export async function answerIncoming(
  sandbox: Sandbox,
  origin: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  try {
    await answer(sandbox, origin, incoming, outgoing)
  } catch {
    // Where the client has gone away in the middle of its request, nobody reads this.
    if (!outgoing.headersSent) outgoing.writeHead(500, json)
    outgoing.end(failure('Server error, #1', 500))
  }
}
