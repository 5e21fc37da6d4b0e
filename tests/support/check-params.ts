import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { createCaller } from '../../src/call/create-caller.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import type { CallOptions, OperationInfo, OperationSpec } from '../../src/operations/types.ts'
import { credentials } from './credentials.ts'
import { fakeFetch, ok } from './fake-fetch.ts'
import { rejected } from './rejected.ts'

/** Params that fit, each on top of `valid`. */
export type Accepted = readonly Readonly<Record<string, unknown>>[]

/** Params that do not fit on top of `valid`, the field that is named, and what is said of it. */
export type Refused = readonly (readonly [params: Readonly<Record<string, unknown>>, path: string, message: RegExp])[]

/** What params an operation takes, and which it refuses. */
export interface ParamTable {
  readonly valid: Readonly<Record<string, unknown>>
  readonly accepted: Accepted
  readonly refused: Refused
}

const shown = (params: unknown) => {
  const text = inspect(params, { breakLength: Number.POSITIVE_INFINITY, depth: 4 })
  return text.length > 90 ? `${text.slice(0, 70)}… (${text.length})` : text
}

/** An answer that repeats what was asked, where the operation compares the two. */
const echoing = (result: unknown, params: Readonly<Record<string, unknown>>, echo: readonly string[] = []) =>
  echo.length === 0 ? result : { ...Object(result), ...Object.fromEntries(echo.map((name) => [name, params[name]])) }

/** Runs an operation against a fetch that answers with `result`. */
export function runWith(operation: unknown, params: unknown, result: unknown, options?: CallOptions) {
  const { fetch, sent } = fakeFetch(ok(result))
  const { call } = createCaller({ ...credentials, fetch, gateway: { ...cryptomus, without: [] } })
  return { sent, promise: call(operation as OperationSpec<unknown, unknown>, params, options) }
}

/** Defines a test for each row: what fits is sent as it is, what does not is refused by name and never sent. */
export function checkParams(
  operation: Pick<OperationInfo, 'id' | 'path' | 'query' | 'echo'>,
  { valid, result, accepted, refused }: ParamTable & { readonly result: unknown },
): void {
  const elsewhere = [...(operation.query ?? []), ...[...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)]
  for (const params of accepted) {
    test(`${operation.id} takes ${shown(params)}`, async () => {
      const asked = { ...valid, ...params }
      const { sent, promise } = runWith(operation, asked, echoing(result, asked, operation.echo))
      await promise
      const expected = Object.entries(asked).filter(([name, value]) => value !== undefined && !elsewhere.includes(name))
      const body = sent[0]?.body
      assert.deepEqual(body === undefined ? {} : JSON.parse(body), Object.fromEntries(expected))
    })
  }
  for (const [params, path, message] of refused) {
    test(`${operation.id} refuses ${shown(params)}`, async () => {
      const { sent, promise } = runWith(operation, { ...valid, ...params }, result)
      const error = await rejected('validation', promise)
      const issue = error.issues.find((each) => each.path === path)
      assert.ok(issue !== undefined, `${path} is not named in: ${error.message}`)
      assert.match(issue.message, message)
      assert.ok(error.message.startsWith(`${operation.id} was not sent: `), error.message)
      assert.ok(error.message.includes(`${path} ${issue.message}`), error.message)
      assert.deepEqual([error.outcome, error.retryable, error.attempts, sent.length], ['not_sent', false, 0, 0])
    })
  }
}
