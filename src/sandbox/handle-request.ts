import { timingSafeEqual } from '../crypto/hex.ts'
import type { Gateway, KeyRole } from '../gateways/types.ts'
import { groups } from '../operations/groups.ts'
import type { OperationInfo, OperationSpec } from '../operations/types.ts'
import { isLoopbackHost } from '../schema/safe-url.ts'
import { runSchema, type StandardSchema } from '../schema/standard-schema.ts'
import { signPayload } from '../signing/sign-payload.ts'
import type { BehaviourContext } from './behaviour-types.ts'
import { behaviours } from './behaviours.ts'
import type { SandboxRequest } from './types.ts'
import { type Answer, rejectFields } from './world/answer.ts'
import type { World } from './world/types.ts'

/** Whether a request carries the right merchant and a signature of the right key over its very body. */
function authenticate(world: World, operation: OperationInfo, request: SandboxRequest, body: string): boolean {
  const { gateway, credentials } = world
  const role: KeyRole = gateway.keyOverrides[operation.id] ?? operation.key
  if (role === 'none') return true
  const sign = signPayload(body, role === 'payout' ? credentials.payoutApiKey : credentials.apiKey)
  const given = request.headers.get('sign') ?? ''
  return request.headers.get('merchant') === credentials.merchantId && timingSafeEqual(given, sign)
}

/** Reads the params that a path carries where its template has `{name}`; `undefined` where the two do not match. */
export function matchPath(template: string, path: string): Readonly<Record<string, string>> | undefined {
  if (!template.includes('{')) return template === path ? {} : undefined
  const pattern = new RegExp(`^${template.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`)
  const match = pattern.exec(path)
  if (match === null) return undefined
  try {
    return Object.fromEntries(
      Object.entries(match.groups ?? {}).map(([name, text]) => [name, decodeURIComponent(text)]),
    )
  } catch {
    return undefined
  }
}

/** An operation together with how the sandbox answers it. */
interface Route {
  readonly operation: OperationSpec<never, unknown>
  readonly behave: (world: World, params: unknown, context: BehaviourContext) => Answer
  /** The params that travel in the path. */
  readonly inPath: Readonly<Record<string, string>>
}

type Members<Value> = Readonly<Record<string, Value>>

/** Finds what a path of the API stands for, from the operations' own declarations. */
export function findOperation(
  method: string,
  path: string,
  { pathOverrides = {} }: Partial<Pick<Gateway, 'pathOverrides'>> = {},
): Route | undefined {
  for (const [group, members] of Object.entries(groups)) {
    for (const [member, declared] of Object.entries(members)) {
      const operation = declared as unknown as Route['operation']
      const inPath =
        operation.method === method ? matchPath(pathOverrides[operation.id] ?? operation.path, path) : undefined
      if (inPath === undefined) continue
      const answers = (behaviours as Members<unknown>)[group] as Members<Route['behave']>
      const behave = answers[member]
      if (behave !== undefined) return { operation, behave, inPath }
    }
  }
  return undefined
}

// PHP reads no JSON that holds half a surrogate pair; JavaScript does.
const halfPair = /\p{Surrogate}/u

function refuseHalfPairs(_name: string, value: unknown): unknown {
  if (typeof value === 'string' && halfPair.test(value)) throw new SyntaxError('Half a surrogate pair')
  return value
}

/** Reads the JSON of a request's body; none, `[]` and `null` stand for no params. `undefined` for what cannot be read. */
export function parseBody(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body === '' ? '{}' : body, refuseHalfPairs)
    return typeof parsed === 'object' ? ((parsed ?? {}) as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** The schemas of an operation's declared params, by name. */
const entriesOf = (schema: object): Readonly<Record<string, StandardSchema>> =>
  (schema as { readonly entries: Readonly<Record<string, StandardSchema>> }).entries

/**
 * Reads the params of a request as the gateway does: what it does not know is ignored, and what does not fit is named in
 * its validation codes.
 */
export function readParams(
  operation: { readonly params: object },
  given: Readonly<Record<string, unknown>>,
): { readonly params: Readonly<Record<string, unknown>> } | { readonly answer: Answer } {
  const params: Record<string, unknown> = {}
  const errors: Record<string, readonly string[]> = {}
  for (const [name, schema] of Object.entries(entriesOf(operation.params))) {
    const raw = given[name] === null ? undefined : given[name]
    // As Laravel does by default.
    const value = typeof raw === 'string' ? raw.trim() : raw
    const checked = runSchema(schema, value)
    if (!checked.ok) errors[name] = [value === undefined ? 'validation.required' : 'validation.regex']
    else if (checked.value !== undefined) params[name] = checked.value
  }
  return Object.keys(errors).length === 0 ? { params } : { answer: rejectFields(errors) }
}

/** Where payers are sent: the sandbox's own page when it is served on loopback, the gateway's otherwise. */
const payUrlFor = ({ gateway }: World, url: URL) => (isLoopbackHost(url.hostname) ? url.origin : gateway.payUrl)

/** Answers one API request: finds the operation, checks merchant, key and signature, reads the params, and behaves. */
export async function handleRequest(world: World, request: SandboxRequest): Promise<Answer> {
  const url = new URL(request.url)
  const route = findOperation(request.method, url.pathname, world.gateway)
  if (route === undefined || world.gateway.unsupported.includes(route.operation.id)) {
    return { status: 404, body: { message: 'Not found', code: 404, error: null } }
  }
  const { operation, behave, inPath } = route
  const body = await request.text()
  if (!authenticate(world, operation, request, body)) {
    return { status: world.wire.invalidSignStatus, body: { message: 'Invalid Sign.' } }
  }
  const parsed = parseBody(body)
  if (parsed === undefined) return rejectFields({ body: ['validation.json'] })
  // Neither path nor query is signed, so they bring the params that are declared to travel there and no others.
  const inQuery = (operation.query ?? []).map((name) => [name, url.searchParams.get(name)] as const)
  const read = readParams(operation, { ...parsed, ...Object.fromEntries(inQuery), ...inPath })
  return 'answer' in read ? read.answer : behave(world, read.params, { payUrl: payUrlFor(world, url) })
}
