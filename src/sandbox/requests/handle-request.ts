import { timingSafeEqual } from '../../crypto/hex.ts'
import { isLoopbackHost } from '../../schema/safe-url.ts'
import { signPayload } from '../../signing/sign-payload.ts'
import { type ApiFault, defaultDelayMs, isApiFaultKind } from '../faults.ts'
import type { SandboxRequest } from '../types.ts'
import { type Answer, rejectFields } from '../world/answer.ts'
import type { World } from '../world/types.ts'
import type { Field } from './fields.ts'
import { tidy } from './readers.ts'
import { type ApiReply, actsDespite, spoil, toFailure, toReply } from './reply.ts'
import type { FindRoute, Route } from './routes.ts'

/** Whether a request carries the right merchant and a signature of the right key over its very body. */
function authenticate({ credentials }: World, { keys }: Route, { headers }: SandboxRequest, body: string): boolean {
  if (keys.length === 0) return true
  const given = headers.get('sign') ?? ''
  const fits = keys.some((role) =>
    timingSafeEqual(given, signPayload(body, role === 'payout' ? credentials.payoutApiKey : credentials.apiKey)),
  )
  return fits && headers.get('merchant') === credentials.merchantId
}

// PHP reads no JSON that holds half a surrogate pair; JavaScript does. Such a pair can only come from an escape.
const halfPair = /\p{Surrogate}/u

function refuseHalfPairs(_name: string, value: unknown): unknown {
  if (typeof value === 'string' && halfPair.test(value)) throw new SyntaxError('Half a surrogate pair')
  return value
}

/** Reads the JSON of a request's body; none, `[]` and `null` stand for no params. `undefined` for what cannot be read. */
export function parseBody(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body === '' ? '{}' : body, /\\u/.test(body) ? refuseHalfPairs : undefined)
    return typeof parsed === 'object' ? ((parsed ?? {}) as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Reads the params of a request as the gateway does: it ignores what it does not know, and names what does not fit. */
export function readParams(
  fields: readonly Field[],
  given: Readonly<Record<string, unknown>>,
): { readonly params: Readonly<Record<string, unknown>> } | { readonly answer: Answer } {
  const params: Record<string, unknown> = {}
  const errors: Record<string, readonly string[]> = {}
  for (const { name, alias, read, isRequired } of fields) {
    const value = tidy(given[name]) ?? (alias === undefined ? undefined : tidy(given[alias]))
    if (value === undefined) {
      if (isRequired) errors[name] = ['validation.required']
      continue
    }
    const reading = read(value)
    if ('fault' in reading) errors[name] = [reading.fault]
    else if (reading.value !== undefined) params[name] = reading.value
  }
  return Object.keys(errors).length === 0 ? { params } : { answer: rejectFields(errors) }
}

/** Where payers are sent: the sandbox's own page when it is served on loopback, the gateway's otherwise. */
const payUrlFor = ({ gateway }: World, url: URL) => (isLoopbackHost(url.hostname) ? url.origin : gateway.payUrl)

interface Incoming {
  readonly route: Route
  readonly inPath: Readonly<Record<string, string>>
  readonly url: URL
  readonly payUrl: string | undefined
  readonly isStale: boolean
}

/** Answers a request whose operation is known: checks merchant, key and signature, reads the params, and behaves. */
async function answer(world: World, request: SandboxRequest, incoming: Incoming): Promise<Answer> {
  const { route, inPath, url, isStale, payUrl = payUrlFor(world, url) } = incoming
  const body = await request.text()
  if (!authenticate(world, route, request, body)) {
    return { status: world.wire.invalidSignStatus, body: { message: 'Invalid Sign.' } }
  }
  const parsed = parseBody(body)
  if (parsed === undefined) return rejectFields({ body: ['validation.json'] })
  // A Laravel application finds a cursor in the body too. Neither path nor query is signed, so they bring nothing else.
  const cursor = route.hasCursor ? { cursor: tidy(parsed.cursor) ?? url.searchParams.get('cursor') } : {}
  const read = readParams(route.fields, { ...parsed, ...cursor, ...inPath })
  if ('answer' in read) return read.answer
  const answered = route.behave(world, read.params, { payUrl, isStale, names: route.names })
  return answered.status === 200 ? { ...answered, status: world.wire.successStatus } : answered
}

/** The fault that breaks a call: one that its header asks for, or the next that waits for it. */
function faultFor(world: World, { id }: Route, { headers }: SandboxRequest): ApiFault | undefined {
  const kind = headers.get('x-sandbox-fault')
  return kind !== null && isApiFaultKind(kind) ? { kind } : world.faults.takeApi(id)
}

/**
 * Responds to one API request, by the faults that wait for it too. `payUrl` is where payers are sent, if it is not for the URL
 * of the request to say.
 */
export async function handleRequest(
  world: World,
  findRoute: FindRoute,
  request: SandboxRequest,
  payUrl?: string,
): Promise<ApiReply> {
  const url = new URL(request.url)
  const found = findRoute(request.method, url.pathname)
  if (found === undefined) return toFailure(404, 'Not found')
  const fault = faultFor(world, found.route, request)
  if (fault !== undefined && !actsDespite(fault)) return spoil(undefined, fault)
  const isStale = fault?.kind === 'stale'
  // Counted from when the request came: the clock may be advanced while its body is read.
  const respondsAt = world.clock.now + (fault?.ms ?? defaultDelayMs)
  const reply = toReply(await answer(world, request, { ...found, url, payUrl, isStale }))
  if (fault?.kind === 'slow' && respondsAt > world.clock.now) {
    await new Promise<void>((resolve) => world.due.add({ at: respondsAt, run: resolve }))
  }
  return fault === undefined ? reply : spoil(reply, fault)
}
