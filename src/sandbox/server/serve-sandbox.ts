import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createError } from '../../errors/create-error.ts'
import { createSandbox } from '../create-sandbox.ts'
import { classifyAddress } from './addresses.ts'
import { answerIncoming } from './answer-incoming.ts'
import { createDoor } from './door.ts'
import { postWebhook } from './post-webhook.ts'
import { accessSandbox, type SandboxAccess } from './sandbox-access.ts'
import { requireServeOptions } from './serve-options.ts'
import type { SandboxServer, ServeOptions } from './types.ts'

const tickMs = 250

/** Adds the time that passes on this machine to a sandbox's clock, until the function it returns is called. */
export function followRealTime({ tick: move }: Pick<SandboxAccess, 'tick'>): () => void {
  let last = Date.now()
  let isMoving = false
  const tick = async () => {
    // What passes meanwhile is added by a later tick, so that a slow receiver delays time and loses none.
    if (isMoving) return
    isMoving = true
    const passed = Date.now() - last
    last += passed
    try {
      // Below zero when this machine's clock was set back.
      if (passed > 0) await move(passed)
    } catch {
      // Nobody waits for a tick, and a rejection that nobody handles would end the process.
    }
    isMoving = false
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

/** Makes a server listen and resolves with its URL; a port that is taken, or a host that is not here, is a `config` error. */
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

/** Returns `true` if a server that listens can be reached from other machines. */
const isReachable = (server: Server) => classifyAddress((server.address() as AddressInfo).address) !== 'loopback'

/**
 * Serves a sandbox over HTTP: the API, and the pages where a payer pays. By default only this machine can reach it.
 *
 * It answers requests for an IP address, `localhost`, `host` and `allowedHosts`, and beyond loopback for names without a
 * dot; a page of another site can change nothing. Webhooks are posted to each `url_callback` on loopback or on one of
 * `allowCallbackHosts`; redirects are not followed, and a receiver has 10 seconds to respond. The first webhook that is
 * refused to a host emits a warning of the process that says why. The sandbox's clock runs with real time.
 *
 * @throws {CryptomusError} kind `config`: an option is unusable or unknown, or the server cannot listen on the port or the host.
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
  const { sandbox = createSandbox(), port, host, allowedHosts, callbackHosts } = requireServeOptions(options)
  const server = createServer()
  const url = await listen(server, port, host)
  const access = accessSandbox(sandbox, url)
  const door = createDoor({ host, allowedHosts, isPublic: isReachable(server) })
  server.on('request', (incoming, outgoing) =>
    answerIncoming({ sandbox: access, origin: url, door }, incoming, outgoing),
  )
  const closing = new AbortController()
  const detach = access.attach(postWebhook({ callbackHosts, closed: closing.signal }))
  const stopClock = followRealTime(access)
  const { fetch: _, ...credentials } = sandbox.clientOptions
  const close = () => {
    stopClock()
    detach()
    closing.abort()
    server.closeAllConnections()
    return new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
  }
  return Object.freeze({ url, clientOptions: Object.freeze({ ...credentials, baseUrl: url }), sandbox, close })
}
