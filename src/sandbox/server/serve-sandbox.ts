import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createError } from '../../errors/create-error.ts'
import { isLoopbackHost } from '../../schema/safe-url.ts'
import { backstage, type WithBackstage } from '../backstage.ts'
import { createSandbox } from '../create-sandbox.ts'
import type { Deliver, Sandbox } from '../types.ts'
import { answerIncoming } from './answer-incoming.ts'
import type { SandboxServer, ServeOptions } from './types.ts'

const tickMs = 250

/** Adds the time that passes on this machine to a sandbox's clock, until the answer is called. */
export function followRealTime({ advance }: Pick<Sandbox, 'advance'>): () => void {
  let last = Date.now()
  let isAdvancing = false
  const tick = async () => {
    // What passes meanwhile is added by a later tick, so that a slow receiver delays time and loses none.
    if (isAdvancing) return
    isAdvancing = true
    const passed = Date.now() - last
    last += passed
    try {
      // Below zero when this machine's clock was set back.
      if (passed > 0) await advance(passed)
    } catch {
      // Nobody waits for a tick, and a rejection that nobody handles would end the process.
    }
    isAdvancing = false
  }
  const timer = setInterval(tick, tickMs)
  timer.unref()
  return () => clearInterval(timer)
}

/** Where a server that listens on every address can be reached from this machine. */
const nearest: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

function toUrl({ address, family, port }: AddressInfo): string {
  const host = nearest[address] ?? address
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`
}

function explain(cause: unknown, port: number, host: string) {
  const { code = '', message } = cause as NodeJS.ErrnoException
  const option = ['EADDRINUSE', 'EACCES', 'ERR_SOCKET_BAD_PORT'].includes(code) ? 'port' : 'host'
  return createError('config', `The sandbox cannot listen on ${host}:${port}: ${message}.`, { option })
}

/** Makes a server listen and answers its URL; a port that is taken, or a host that is not here, is a `config` error. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(explain(cause, port, host))
    // Stays for good: an `error` that nobody hears would end the process.
    server.on('error', fail)
    try {
      server.listen(port, host, () => resolve(toUrl(server.address() as AddressInfo)))
    } catch (cause) {
      fail(cause)
    }
  })
}

// A receiver that hangs must not hold up the sandbox.
const answerWithinMs = 10_000

/**
 * Posts webhooks over HTTP until `closed` is aborted, to this machine only unless more hosts are allowed: a sandbox that
 * calls any address it is given could be made to reach into a network. Redirects are not followed, for the same reason.
 */
export function postWebhook(allowedHosts: readonly string[], closed: AbortSignal): Deliver {
  const allowed = allowedHosts.map((host) => host.toLowerCase())
  return async (request) => {
    const { hostname } = new URL(request.url)
    if (!isLoopbackHost(hostname) && !allowed.includes(hostname)) {
      throw new Error(`Webhooks are not posted to ${hostname}; name it in allowCallbackHosts.`)
    }
    const signal = AbortSignal.any([closed, AbortSignal.timeout(answerWithinMs)])
    const response = await fetch(request, { redirect: 'manual', signal })
    // Only the status counts: a body that breaks off changes nothing.
    await response.body?.cancel().catch(() => {})
    return response
  }
}

/**
 * Serves a sandbox over HTTP: the API, and the page where a payer pays. By default only this machine can reach it.
 *
 * Webhooks are posted to each `url_callback` on loopback or on one of `allowCallbackHosts`; redirects are not followed, and
 * a receiver has 10 seconds to respond. The sandbox's clock runs with real time.
 *
 * @throws {CryptomusError} kind `config`: the server cannot listen on the port or the host.
 * @example
 * ```ts
 * import { createClient } from 'cryptomus-kit'
 * import { serveSandbox } from 'cryptomus-kit/sandbox/server'
 *
 * const server = await serveSandbox({ port: 4010 })
 * const client = createClient(server.clientOptions)
 * const { url } = await client.payments.create({ amount: '20', currency: 'USD', order_id: 'order-1' })
 * console.log(url) // the page where the invoice is paid
 * await server.close()
 * ```
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
