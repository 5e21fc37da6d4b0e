import { configError } from '../../errors/config-error.ts'
import type { WebhookHandle } from '../handler/types.ts'
import { letGo } from './let-go.ts'
import { readIncoming } from './node-listener.ts'
import type { NodeListener, NodeResponse } from './node-types.ts'

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
