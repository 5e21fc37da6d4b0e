import { isLoopbackHost } from '../schema/safe-url.ts'
import { authenticate } from './authenticate.ts'
import { findOperation } from './find-operation.ts'
import { parseBody } from './parse-body.ts'
import { readParams } from './read-params.ts'
import type { SandboxRequest } from './types.ts'
import { type Answer, rejectFields } from './world/answer.ts'
import type { World } from './world/types.ts'

/** Where payers are sent: the sandbox's own page when it is served on loopback, the gateway's otherwise. */
const payUrlFor = ({ gateway }: World, url: URL) => (isLoopbackHost(url.hostname) ? url.origin : gateway.payUrl)

/** Answers one API request: finds the operation, checks merchant, key and signature, reads the params, and behaves. */
export async function handleRequest(world: World, request: SandboxRequest): Promise<Answer> {
  const url = new URL(request.url)
  const route = findOperation(request.method, url.pathname)
  if (route === undefined || world.gateway.without.includes(route.operation.id)) {
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
