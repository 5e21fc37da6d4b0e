import type { IncomingMessage } from 'node:http'
import type { SandboxRequest } from '../types.ts'

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
