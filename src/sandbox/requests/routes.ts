import type { Gateway, KeyRole } from '../../gateways/types.ts'
import { groups } from '../../operations/groups.ts'
import type { OperationSpec } from '../../operations/types.ts'
import type { BehaviourContext } from '../behaviour-types.ts'
import { behaviours } from '../behaviours.ts'
import type { ResolvedWire } from '../wire.ts'
import type { Answer } from '../world/answer.ts'
import type { World } from '../world/types.ts'
import { createFieldTable, type Field } from './fields.ts'

/** An operation together with how the sandbox reads and answers it. */
export interface Route {
  readonly id: string
  /** Keys that may sign it; none where nothing is signed. */
  readonly keys: readonly KeyRole[]
  readonly fields: readonly Field[]
  /** Names of the fields. */
  readonly names: readonly string[]
  /** True where the documentation sends the cursor in the query string. */
  readonly hasCursor: boolean
  readonly behave: (world: World, params: unknown, context: BehaviourContext) => Answer
}

/** What a path stands for, and the params that it carries. */
interface Match {
  readonly route: Route
  readonly inPath: Readonly<Record<string, string>>
}

/** Finds the operation of a request. */
export type FindRoute = (method: string, path: string) => Match | undefined

/** A path beside that of a declaration, and how its params differ. */
interface OtherPath {
  readonly place: string
  /** Params that it does not take. */
  readonly without?: readonly string[]
  /** Params that it does not require. */
  readonly optional?: readonly string[]
}

/** Paths of older documentation and of the gateways' own kits; by operation. */
const otherPaths: Readonly<Record<string, readonly OtherPath[]>> = {
  'payments.resendWebhook': [{ place: 'POST /v1/payment/resend', without: ['txid'] }],
  // Heleket's own kits ask here, and name no address.
  'payouts.calculate': [{ place: 'POST /v1/payout/calculate', optional: ['address'] }],
  // An older kit of Heleket's asks by POST.
  'rates.list': [{ place: 'POST /v1/exchange-rate/{currency}/list' }],
}

function routeAt(route: Omit<Route, 'names'>, { without = [], optional = [] }: OtherPath): Route {
  const fields = route.fields
    .filter(({ name }) => !without.includes(name))
    .map((field) => (optional.includes(field.name) ? { ...field, isRequired: false } : field))
  return { ...route, fields, names: fields.map(({ name }) => name) }
}

/** Reads the params that a path carries where its template has `{name}`; `undefined` where the two do not match. */
function matchTemplate(template: string, path: string): Readonly<Record<string, string>> | undefined {
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

function keysOf(operation: OperationSpec<never, unknown>, gateway: Gateway, wire: ResolvedWire): readonly KeyRole[] {
  const byWire: Readonly<Record<string, ResolvedWire['refundKey']>> = {
    'payments.refund': wire.refundKey,
    'testWebhooks.payout': wire.testPayoutKey,
  }
  const role = byWire[operation.id] ?? gateway.keyOverrides[operation.id] ?? operation.key
  if (role === 'either') return ['payment', 'payout']
  return role === 'none' ? [] : [role]
}

const withoutSlash = (path: string) => (path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path)

/** Makes the routes of a gateway from the declarations of the operations that it offers. */
export function createRoutes(gateway: Gateway, wire: ResolvedWire): FindRoute {
  const fieldsOf = createFieldTable(wire, gateway.id)
  const exact = new Map<string, Match>()
  const templates: (readonly [template: string, route: Route])[] = []
  for (const [group, members] of Object.entries(groups)) {
    for (const [member, declared] of Object.entries(members)) {
      const operation = declared as unknown as OperationSpec<never, unknown>
      if (gateway.unsupported.includes(operation.id)) continue
      const answers = behaviours[group as keyof typeof behaviours] as Readonly<Record<string, Route['behave']>>
      const route: Omit<Route, 'names'> = {
        id: operation.id,
        keys: keysOf(operation, gateway, wire),
        // What a gateway does not know, it ignores.
        fields: fieldsOf(operation).filter(({ name }) => !gateway.unsupported.includes(`${operation.id}.${name}`)),
        hasCursor: operation.query?.includes('cursor') ?? false,
        behave: answers[member]!,
      }
      const path = gateway.pathOverrides[operation.id] ?? operation.path
      for (const other of [{ place: `${operation.method} ${path}` }, ...(otherPaths[operation.id] ?? [])]) {
        const { place } = other
        if (place.includes('{')) templates.push([place, routeAt(route, other)])
        else exact.set(place, { route: routeAt(route, other), inPath: {} })
      }
    }
  }
  // The API of a gateway may stand below a path of its own.
  const prefix = withoutSlash(new URL(gateway.apiUrl).pathname)
  return (method, path) => {
    const isBelow = prefix !== '/' && path.startsWith(`${prefix}/`)
    const place = `${method} ${withoutSlash(isBelow ? path.slice(prefix.length) : path)}`
    const found = exact.get(place)
    if (found !== undefined) return found
    for (const [template, route] of templates) {
      const inPath = matchTemplate(template, place)
      if (inPath !== undefined) return { route, inPath }
    }
    return undefined
  }
}
