import { createServer } from 'node:http'
import { backstage, type WithBackstage } from '../backstage.ts'
import { createSandbox } from '../create-sandbox.ts'
import { answerIncoming } from './answer-incoming.ts'
import { followRealTime } from './follow-real-time.ts'
import { listen } from './listen.ts'
import { postWebhook } from './post-webhook.ts'
import type { SandboxServer, ServeOptions } from './types.ts'

/**
 * Serves a sandbox over HTTP, on this machine only unless told otherwise: the API, and the page where a payer pays.
 *
 * Webhooks are posted to each `url_callback` on loopback, and the sandbox's clock runs with real time. A port that is taken
 * is a `config` error.
 */
export async function serveSandbox(options: ServeOptions = {}): Promise<SandboxServer> {
  const { sandbox = createSandbox(), port = 0, host = '127.0.0.1', allowCallbackHosts = [] } = options
  let url = ''
  const server = createServer((incoming, outgoing) => answerIncoming(sandbox, url, incoming, outgoing))
  url = await listen(server, port, host)
  const closing = new AbortController()
  const detach = (sandbox as WithBackstage)[backstage]?.attach(postWebhook(allowCallbackHosts, closing.signal))
  const stopClock = followRealTime(sandbox)
  const { fetch: _, ...credentials } = sandbox.clientOptions
  const close = () => {
    stopClock()
    detach?.()
    closing.abort()
    server.closeAllConnections()
    return new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
  return Object.freeze({ url, clientOptions: Object.freeze({ ...credentials, baseUrl: url }), sandbox, close })
}
