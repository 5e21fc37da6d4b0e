import type { Fetch } from '../../call/types.ts'
import type { Sandbox, SandboxRequest } from '../types.ts'
import type { ApiReply } from './reply.ts'

/** The error of a connection that breaks, as `fetch` of Node rejects with it. */
function brokenConnection(message: string): TypeError {
  const cause = Object.assign(new Error('The sandbox broke the connection'), { code: 'ECONNRESET' })
  return new TypeError(message, { cause })
}

/** Half of a body, then an error: as `fetch` shows a connection that breaks in the middle. */
function halfOf(text: string): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  let isSent = false
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (isSent) controller.error(brokenConnection('terminated'))
        else controller.enqueue(bytes.slice(0, bytes.length / 2))
        isSent = true
      },
    },
    { highWaterMark: 0 },
  )
}

/** Turns a reply into a `Response`, or into what `fetch` does where there is none. */
export function respondTo({ status, headers, text, broken }: ApiReply): Response | Promise<Response> {
  if (broken === 'drop') throw brokenConnection('fetch failed')
  if (broken === 'stall') return new Promise<Response>(() => {})
  return new Response(broken === 'half-body' ? halfOf(text) : text, { status, headers: { ...headers } })
}

/** A `fetch` that asks the sandbox instead of the network. */
export const fetchFrom =
  (handle: Sandbox['handle']): Fetch =>
  async (url, { method, headers, body = '', signal }) => {
    const lowerCase = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]))
    const request: SandboxRequest = {
      method,
      url,
      headers: { get: (name) => lowerCase[name.toLowerCase()] ?? null },
      text: async () => body,
    }
    if (signal === undefined || signal === null) return handle(request)
    if (signal.aborted) throw signal.reason
    let onAbort = () => {}
    const aborted = new Promise<never>((_, reject) => {
      onAbort = () => reject(signal.reason)
      signal.addEventListener('abort', onAbort)
    })
    try {
      return await Promise.race([handle(request), aborted])
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }
