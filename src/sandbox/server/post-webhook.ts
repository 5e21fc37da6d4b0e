import { lookup } from 'node:dns/promises'
import { type IncomingMessage, type RequestOptions, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isLoopbackHost } from '../../schema/safe-url.ts'
import type { Deliver } from '../types.ts'
import { classifyAddress } from './addresses.ts'
import { toComparableName } from './door.ts'
import type { CallbackHost } from './serve-options.ts'

type Addresses = readonly { readonly address: string; readonly family: number }[]

/** What posting webhooks takes from its surroundings. */
interface Posting {
  readonly callbackHosts: readonly CallbackHost[]
  /** Ends every delivery that is under way. */
  readonly closed: AbortSignal
  /** Receives the reason of a refusal, once for each host. @default a warning of the process */
  readonly warn?: (message: string) => void
  /** Resolves a name. @default the resolver of the operating system */
  readonly resolve?: (name: string) => Promise<Addresses>
}

// A receiver that hangs must not hold up the sandbox.
const answerWithinMs = 10_000

const maxWarnings = 100

// The rest of a longer response is not read.
const maxResponseBytes = 1_048_576

const unwrap = (hostname: string) => hostname.replace(/^\[|\]$/g, '')

const isLocalName = (hostname: string) => /(?:^|\.)localhost$/.test(hostname)

/** Says why no webhook goes to a URL; `undefined` for one whose name may be resolved, or whose address is fine. */
function complainAbout(url: URL, callbackHosts: readonly CallbackHost[]): string | undefined {
  const hostname = toComparableName(url.hostname)
  const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
  if (!/^https?:$/.test(url.protocol)) return `${url.protocol} is neither http: nor https:`
  if (url.username !== '' || url.password !== '') return 'its URL holds a user name or a password'
  const address = unwrap(hostname)
  if (isIP(address) !== 0 && classifyAddress(address) === 'forbidden')
    return 'it is a link-local, metadata or unspecified address'
  const isListed = callbackHosts.some((allowed) => allowed.hostname === hostname && (allowed.port ?? port) === port)
  return isListed || isLoopbackHost(hostname) ? undefined : `name '${hostname}:${port}' in allowCallbackHosts`
}

/** Resolves a host to the addresses that a webhook may go to, which are none for a name that leads where it must not. */
async function addressesOf(hostname: string, resolve: NonNullable<Posting['resolve']>): Promise<Addresses> {
  const name = toComparableName(hostname)
  if (isIP(unwrap(name)) !== 0) return [{ address: unwrap(name), family: isIP(unwrap(name)) }]
  // Not every resolver knows the names below `localhost`.
  const found = await resolve(isLocalName(name) ? 'localhost' : hostname)
  return found.filter(({ address }) => {
    const place = classifyAddress(address)
    return isLocalName(name) ? place === 'loopback' : place !== 'forbidden'
  })
}

/** A `lookup` that knows the addresses that were checked: a name that is resolved again may lead elsewhere. */
const pinTo =
  (addresses: Addresses): LookupFunction =>
  (_name, { all }, callback) => {
    const [first] = addresses
    if (all === true) callback(null, [...addresses])
    else callback(null, first?.address ?? '', first?.family)
  }

/** Posts once, follows no redirect, and resolves with the response as soon as its status is known. */
function post(url: URL, body: Buffer, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === 'https:' ? requestHttps : requestHttp
    // One connection a webhook: none is kept that leads to an address of before.
    const outgoing = send(url, { ...options, method: 'POST', agent: false })
    // A switch of protocols that nobody asked for ends in neither a response nor an error.
    outgoing.on('close', () => reject(new Error('The receiver sent no response.')))
    outgoing.on('error', reject).on('response', resolve).end(body)
  })
}

/** Reads a response to its end, because a receiver may stop its work when nobody listens any more. */
function drain(response: IncomingMessage): void {
  let size = 0
  const count = (chunk: Buffer) => {
    size += chunk.length
    if (size > maxResponseBytes) response.destroy()
  }
  // Only the status counts: a body that breaks off changes nothing.
  response.on('error', () => {}).on('data', count)
}

/** Waits for a promise until a signal is aborted. */
function until<Value>(signal: AbortSignal, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason)
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort))
  })
}

/**
 * Makes the function that posts webhooks over HTTP, to this machine and to `callbackHosts` only: a sandbox that called any
 * address it is given could be made to reach into a network. A name is resolved once, its addresses are checked, and the
 * connection goes to one of them. Cloud metadata and link-local addresses get no webhook, under any name.
 *
 * The function rejects with the reason when a webhook was not posted, or not answered within 10 seconds.
 */
export function postWebhook({
  callbackHosts,
  closed,
  warn = (message) => process.emitWarning(message, { code: 'CRYPTOMUS_SANDBOX' }),
  resolve = (name) => lookup(name, { all: true }),
}: Posting): Deliver {
  const warned = new Set<string>()
  const refuse = ({ hostname, port }: URL, reason: string) => {
    const message = `Webhooks are not posted to ${hostname}: ${reason}.`
    const key = `${hostname}:${port}`
    // The hosts come from requests, so they are not remembered without end.
    if (!warned.has(key) && warned.size < maxWarnings) {
      warned.add(key)
      warn(message)
    }
    return new Error(message)
  }
  return async (request) => {
    const url = new URL(request.url)
    const complaint = complainAbout(url, callbackHosts)
    if (complaint !== undefined) throw refuse(url, complaint)
    const body = Buffer.from(await request.text())
    const signal = AbortSignal.any([closed, AbortSignal.timeout(answerWithinMs)])
    const addresses = await until(signal, addressesOf(url.hostname, resolve))
    if (addresses.length === 0) throw refuse(url, 'the name leads to an address where no webhook may go')
    const headers = {
      'content-type': request.headers.get('content-type') ?? 'application/json',
      'content-length': body.length,
    }
    const response = await until(signal, post(url, body, { headers, signal, lookup: pinTo(addresses) }))
    drain(response)
    // Throws for a status that no final response has.
    return new Response(null, { status: response.statusCode ?? 0 })
  }
}
