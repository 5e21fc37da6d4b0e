import { type GatewayId, variableOf } from '../env.ts'
import { configError } from '../errors/create-error.ts'
import { resolveGateway } from '../gateways/gateways.ts'
import type { Gateway } from '../gateways/types.ts'
import { type Logger, loggerForm } from '../logging/logger.ts'
import {
  anyForm,
  assertOptions,
  functionForm,
  millisecondsForm,
  type OptionForms,
  retriesForm,
} from '../options/forms.ts'
import { requireMerchantId, requireSetting } from '../options/require.ts'
import { notify } from '../platform/waiting.ts'
import { parseSafeUrl } from '../schema/safe-url.ts'
import { type Sign, signContent } from '../signing/sign-payload.ts'
import type { Fetch, Middleware } from './types.ts'

/** Brings a base URL to the form that paths are put behind; an unsafe or unusable one is a `config` error. */
export function resolveBaseUrl(baseUrl: string, option = 'baseUrl', allowHttp = false): string {
  const url = parseSafeUrl(baseUrl, allowHttp)
  if (url === undefined || url.username + url.password + url.search + url.hash !== '') {
    throw configError(
      option,
      'must be an https URL without credentials, query or fragment (http on loopback only, or with allowHttp)',
    )
  }
  return (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/v1$/, '')
}

/**
 * Options of `createClient` and `createCaller`.
 *
 * An optional one that is `undefined` counts as left out, so that a value that may be absent can be passed as it is.
 */
export interface ClientOptions {
  /**
   * UUID of the merchant, from the gateway's dashboard. Environment: `CRYPTOMUS_MERCHANT_ID`.
   *
   * The type admits `undefined` so that `process.env.X` can be passed as it is; at run time it is a `config` error.
   */
  readonly merchantId: string | undefined
  /**
   * The payment API key. Environment: `CRYPTOMUS_API_KEY`.
   *
   * The type admits `undefined` so that `process.env.X` can be passed as it is; at run time it is a `config` error.
   */
  readonly apiKey: string | undefined
  /**
   * The payout API key, which signs payouts and transfers. Environment: `CRYPTOMUS_PAYOUT_API_KEY`.
   *
   * The gateway issues this key apart from the payment key.
   * @default apiKey
   */
  readonly payoutApiKey?: string | undefined
  /**
   * The transport: sends one request and nothing else. Deadlines, retries and logging wrap it.
   *
   * One that sends by itself again must not throw the error of its last attempt: a refused connection counts as proof that
   * nothing was sent. An error that names another host or port than the request's proves nothing.
   * @default the global `fetch`, looked up at each call
   */
  readonly fetch?: Fetch | undefined
  /**
   * The gateway, or its id: `cryptomus` or `heleket`. Environment: `CRYPTOMUS_GATEWAY`.
   * @default cryptomus
   */
  readonly gateway?: Gateway | GatewayId | undefined
  /**
   * Base URL of the API: https, or http on loopback (any host with `allowHttp`), without credentials, query and fragment.
   * Environment: `CRYPTOMUS_BASE_URL`.
   *
   * A path is kept, except for a `/v1` at its end: operations name their version.
   * @default the API of the gateway
   */
  readonly baseUrl?: string | undefined
  /**
   * `true` accepts http to any host in `baseUrl` and `url_callback`, for a sandbox in docker compose or CI. Environment:
   * `CRYPTOMUS_ALLOW_HTTP`. A client says once that it is on, to `logger.warn` or else `console.warn`.
   *
   * @default false
   */
  readonly allowHttp?: boolean | undefined
  /**
   * Milliseconds for a whole call, with its retries, the pauses between them and the body. Above 0 and below 2 ** 31.
   * @default 30_000
   */
  readonly timeoutMs?: number | undefined
  /**
   * Milliseconds for one attempt, with the body. Above 0 and below 2 ** 31. An attempt that takes longer counts as a
   * broken connection.
   * @default the smaller of 12_000 and half of `timeoutMs` where the call is safe to repeat and `retries` is above 0, `timeoutMs`
   * otherwise
   */
  readonly attemptTimeoutMs?: number | undefined
  /**
   * Maximum retries of a call that is safe to repeat: a whole number from 0 to 10. Other calls are never sent again.
   * @default 2
   */
  readonly retries?: number | undefined
  /** Receives log lines about each call and its attempts; `console` fits. Nothing secret is logged. @default none */
  readonly logger?: Logger | undefined
  /** Functions that wrap every call, the first one outermost. They see no request header and no key. @default [] */
  readonly middleware?: readonly Middleware[] | undefined
  /** Function that signs the body of each request. @default signPayload */
  readonly sign?: Sign | undefined
}

/** The options of a client, checked and with their defaults. */
export interface Settings {
  readonly merchantId: string
  readonly apiKey: string
  /** `undefined` if none was given: `apiKey` takes its place. */
  readonly payoutApiKey: string | undefined
  readonly gateway: Gateway
  readonly baseUrl: string
  readonly allowHttp: boolean
  readonly timeoutMs: number
  readonly attemptTimeoutMs: number | undefined
  readonly retries: number
  readonly logger: Logger | undefined
  /** `undefined` is the global one, which is looked up at each attempt. */
  readonly fetch: Fetch | undefined
  readonly middleware: readonly Middleware[]
  readonly sign: Sign
}

const forms: OptionForms<ClientOptions> = {
  merchantId: anyForm,
  apiKey: anyForm,
  payoutApiKey: anyForm,
  fetch: functionForm,
  gateway: anyForm,
  baseUrl: anyForm,
  allowHttp: [(value) => typeof value === 'boolean', 'must be true or false'],
  timeoutMs: millisecondsForm,
  attemptTimeoutMs: millisecondsForm,
  retries: retriesForm,
  logger: loggerForm,
  middleware: [
    (value) => Array.isArray(value) && value.every((each) => typeof each === 'function'),
    'must be a list of functions',
  ],
  sign: functionForm,
}

const hint = (option: 'merchantId' | 'apiKey' | 'payoutApiKey') =>
  `; pass it, or set ${variableOf(option)} and pass readEnv(process.env)`

/** Checks the options of a client once, before the first call. What is missing or unusable is a `config` error. */
export function resolveSettings(options: ClientOptions): Settings {
  const given: Partial<ClientOptions> = options ?? {}
  if (typeof given !== 'object') throw configError('options', 'must be an object like { merchantId, apiKey }')
  assertOptions(given, forms)
  const { fetch, middleware = [], sign = signContent, payoutApiKey } = given
  const { timeoutMs = 30_000, attemptTimeoutMs, retries = 2, logger, allowHttp = false } = given
  const merchantId = requireMerchantId(given.merchantId, hint('merchantId'))
  const apiKey = requireSetting(given.apiKey, 'apiKey', hint('apiKey'))
  if (payoutApiKey !== undefined) requireSetting(payoutApiKey, 'payoutApiKey', hint('payoutApiKey'))
  if (allowHttp) {
    const message = 'allowHttp is on: http is not encrypted'
    notify(() => (logger?.warn ? logger : globalThis.console).warn?.(message, { scope: 'cryptomus' }))
  }
  const gateway = resolveGateway(given.gateway)
  const { baseUrl = gateway.apiUrl } = given
  return {
    merchantId,
    apiKey,
    payoutApiKey,
    gateway,
    baseUrl: resolveBaseUrl(baseUrl, given.baseUrl === undefined ? 'gateway.apiUrl' : 'baseUrl', allowHttp),
    allowHttp,
    timeoutMs,
    attemptTimeoutMs,
    retries,
    logger,
    fetch,
    middleware,
    sign,
  }
}
