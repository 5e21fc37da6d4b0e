import { createError, validationError } from '../errors/create-error.ts'
import { toJson } from '../json/to-json.ts'
import type { OperationSpec, Repeatable } from '../operations/types.ts'
import type { Values } from '../schema/read-entries.ts'
import { describeIssues, runSchema } from '../schema/standard-schema.ts'
import type { ApiRequest } from './types.ts'

/** What a request is made of beside its operation and params. */
interface RequestSettings {
  /** Base URL without a slash at its end. */
  readonly baseUrl: string
  /** Body members beyond the declared params. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
}

/** Sending twice is safe for what reads, and for what the gateway tells apart by an `order_id` that is really given. */
const isRepeatable = (repeatable: Repeatable, { order_id: orderId, is_refresh: isRefresh }: Values) =>
  repeatable === 'reads' || (repeatable === 'order_id' && typeof orderId === 'string' && orderId !== '' && !isRefresh)

/**
 * Builds the request of an operation, without sending anything.
 *
 * The params are checked first; a `validation` error names each field that does not fit. The body is serialised here and
 * nowhere else, so that what is signed is what is sent, on every attempt. Without params there is no body.
 */
export function buildRequest<Params, Result>(
  operation: OperationSpec<Params, Result>,
  params: Params,
  { baseUrl, extra = {} }: RequestSettings,
): ApiRequest {
  const { id, method, path, query = [], repeatable } = operation
  const checked = runSchema(operation.params, params)
  if (!checked.ok) {
    const { issues } = checked
    throw createError('validation', `${id} was not sent: ${describeIssues(issues, 'params')}.`, {
      operation: id,
      issues,
    })
  }
  const values = Object(checked.value) as Values
  const inPath: string[] = []
  const fill = (_: string, name: string) => {
    inPath.push(name)
    const value = String(values[name] ?? '')
    // Dots alone would lead to another endpoint.
    if (/^\.{0,2}$/.test(value)) throw validationError(name, 'must not be empty or only dots')
    return encodeURIComponent(value)
  }
  const filled = path.includes('{') ? path.replace(/\{(\w+)\}/g, fill) : path
  const all: Values = { ...values, ...extra }
  // A GET has no body, so all that is left travels in its query.
  const isGet = method === 'GET'
  const sought = isGet ? all : values
  const search = (isGet ? Object.keys(all) : query)
    .filter((name) => sought[name] !== undefined && !inPath.includes(name))
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(String(sought[name]))}`)
  const elsewhere = inPath.concat(query)
  const inBody = ([name]: readonly [string, unknown]) => !isGet && (name in extra || !elsewhere.includes(name))
  // Most operations send all in the body, and a copy of it takes as long as to write it.
  const isWhole = !isGet && elsewhere.length === 0
  const body = toJson(isWhole ? all : Object.fromEntries(Object.entries(all).filter(inBody)))
  return {
    operation,
    method,
    url: `${baseUrl}${filled}${search.length === 0 ? '' : `?${search.join('&')}`}`,
    body: body === '{}' ? undefined : body,
    repeats: isRepeatable(repeatable, all),
  }
}
