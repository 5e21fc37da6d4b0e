import { createCaller } from '../../src/call/create-caller.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import type { CallOptions, OperationSpec } from '../../src/operations/types.ts'
import { credentials } from './credentials.ts'
import { fakeFetch, ok } from './fake-fetch.ts'

/** Runs an operation against a fetch that always responds with `result`, on a gateway that has every operation. */
export function runWith(operation: unknown, params: unknown, result: unknown, options?: CallOptions) {
  const { fetch, sent } = fakeFetch(ok(result))
  const { call } = createCaller({ ...credentials, fetch, gateway: { ...cryptomus, unsupported: [] } })
  return { sent, promise: call(operation as OperationSpec<unknown, unknown>, params, options) }
}
