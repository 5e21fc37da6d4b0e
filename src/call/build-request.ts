import { configError, createError } from '../errors/create-error.ts'
import type { Issue } from '../errors/types.ts'
import { halfCharacter, toJson } from '../json/to-json.ts'
import type { OperationSpec, Repeatable } from '../operations/types.ts'
import { isPlainObject } from '../options/forms.ts'
import { describeIssues, runSchema, type Values } from '../schema/standard-schema.ts'
import type { ApiRequest } from './types.ts'

/** The settings of a request beside its operation and params. */
interface RequestSettings {
  /** Base URL without a slash at its end. */
  readonly baseUrl: string
  /** Path at this gateway, where it is not the operation's own. */
  readonly path?: string | undefined
  /** `true` if `url_callback` may be http to any host. */
  readonly allowHttp?: boolean | undefined
  /** Body members beyond the declared params. */
  readonly extra?: Readonly<Record<string, unknown>> | undefined
}

/** A request that may be sent, and the facts about it that are not for a middleware. */
export interface BuiltRequest {
  readonly request: ApiRequest
  /** The params as they were checked, `extra` included. */
  readonly params: Values
  /** `true` if the request can be sent twice without acting twice. */
  readonly isRepeatable: boolean
}

/** Sending twice is safe for reads, and for what the gateway identifies by an `order_id` that is really given. */
const canRepeat = (repeatable: Repeatable, { order_id: orderId, is_refresh: isRefresh }: Values) =>
  repeatable === 'reads' ||
  (repeatable === 'order_id' && typeof orderId === 'string' && orderId.trim() !== '' && !isRefresh)

/**
 * Builds the request of an operation, without sending anything.
 *
 * The params are checked first; a `validation` error names each field that does not fit. The body is serialised here and
 * nowhere else, so that what is signed is what is sent, on every attempt. Without params there is no body.
 */
export function buildRequest<Params, Result>(
  operation: OperationSpec<Params, Result>,
  params: Params,
  { baseUrl, extra = {}, path = operation.path, allowHttp = false }: RequestSettings,
): BuiltRequest {
  const { id, method, query = [], repeatable } = operation
  const refuse = (...issues: readonly Issue[]) =>
    createError('validation', `${id} was not sent: ${describeIssues(issues, 'params')}.`, { operation: id, issues })

  // Without its slash it would go on the host's name, and the signed request to a stranger.
  if (String(path)[0] !== '/') throw configError('path', `of ${id} must begin with /`)

  // A schema knows no options, so an http address that is allowed is checked as an https one of the same length.
  const { url_callback: callback } = Object(params) as Values
  const http =
    allowHttp &&
    typeof callback === 'string' &&
    /^http:\/\//i.test(callback) &&
    Object.hasOwn(Object(params), 'url_callback')
  // With its prototype, or an inherited param would pass for one that was left out.
  const asHttps =
    http &&
    Object.assign(Object.create(Object.getPrototypeOf(params)), params, { url_callback: `https:/${callback.slice(7)}` })
  const checked = runSchema(operation.params, asHttps || params)
  if (checked.issues) throw refuse(...checked.issues)
  if (!isPlainObject(checked.value ?? {})) throw refuse({ path: '', message: 'must be an object' })
  const values: Values = { ...Object(checked.value), ...(http && { url_callback: callback }) }
  const all: Values = { ...values, ...extra }
  const encode = (name: string, value: unknown) => {
    // A list or an object has no one form in a URL.
    if (Object(value) === value) throw refuse({ path: name, message: 'must not be an object' })
    try {
      return encodeURIComponent(String(value))
    } catch {
      throw refuse({ path: name, message: halfCharacter })
    }
  }

  const inPath: string[] = []
  const fill = (_: string, name: string) => {
    inPath.push(name)
    const text = encode(name, values[name] ?? '')
    // Dots alone would lead to another endpoint.
    if (/^\.{0,2}$/.test(text)) throw refuse({ path: name, message: 'must not be empty or only dots' })
    return text
  }
  const filled = path.includes('{') ? path.replace(/\{([^{}]*)\}/g, fill) : path
  // A GET has no body, so all that is left travels in its query.
  const isGet = method === 'GET'
  const sought = isGet ? all : values
  const search = (isGet ? Object.keys(all) : query)
    .filter((name) => sought[name] !== undefined && !inPath.includes(name))
    .map((name) => `${encode(name, name)}=${encode(name, sought[name])}`)
  const elsewhere = inPath.concat(query)
  const inBody = ([name]: readonly [string, unknown]) =>
    !isGet && (Object.hasOwn(extra, name) || !elsewhere.includes(name))
  // Most operations send all in the body, and a copy of it takes as long as to write it.
  const isWhole = !isGet && elsewhere.length === 0
  const body = toJson(isWhole ? all : Object.fromEntries(Object.entries(all).filter(inBody)))
  const url = `${baseUrl}${filled}${search.length === 0 ? '' : `?${search.join('&')}`}`
  return {
    request: { operation, method, url, body: body === '{}' ? undefined : body },
    params: all,
    isRepeatable: canRepeat(repeatable, all),
  }
}
