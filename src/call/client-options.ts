import { type GatewayId, variableOf } from '../env.ts'
import { configError } from '../errors/create-error.ts'
import { resolveGateway } from '../gateways/gateways.ts'
import type { Gateway } from '../gateways/types.ts'
import { type Logger, requireLogger } from '../logging/logger.ts'
import { assertKnownNames } from '../options/known-names.ts'
import { requireKey, requireMerchantId, requireMilliseconds, requireRetries } from '../options/require.ts'
import { parseSafeUrl } from '../schema/safe-url.ts'
import { type Sign, signContent } from '../signing/sign-payload.ts'
import type { Fetch, Middleware } from './types.ts'

/** Brings a base URL to the form that paths are put behind; an unsafe or unusable one is a `config` error. */
export function resolveBaseUrl(baseUrl: string, option = 'baseUrl'): string {
  const url = parseSafeUrl(baseUrl)
  if (url === undefined || url.username + url.password + url.search + url.hash !== '') {
    throw configError(option, 'must be an https URL (http on loopback only) without credentials, query or fragment')
  }
  return (url.origin + url.pathname).replace(/\/+$/, '').replace(/\/v1$/, '')
}

/** What a client is made of. */
export interface ClientOptions {
  /**
   * UUID of the merchant, from the gateway's dashboard. Environment: `CRYPTOMUS_MERCHANT_ID`.
   *
   * The type takes `undefined` so that `process.env.X` can be passed as it is; at run time that is a `config` error.
   */
  readonly merchantId: string | undefined
  /** The payment API key. Environment: `CRYPTOMUS_API_KEY`. `undefined` is a `config` error, as above. */
  readonly apiKey: string | undefined
  /** The payout API key, which signs payouts and transfers. @default apiKey. Environment: `CRYPTOMUS_PAYOUT_API_KEY`. */
  readonly payoutApiKey?: string | undefined
  /** The transport and nothing else. @default the global `fetch`, looked up at each call */
  readonly fetch?: Fetch | undefined
  /** The gateway, or its name. @default cryptomus. Environment: `CRYPTOMUS_GATEWAY`. */
  readonly gateway?: Gateway | GatewayId | undefined
  /**
   * Where the API answers instead: https, or http on loopback. A path is kept and a `/v1` at its end dropped, because
   * operations name their version. Environment: `CRYPTOMUS_BASE_URL`.
   */
  readonly baseUrl?: string | undefined
  /** Milliseconds for a whole call, body included. @default 30_000 */
  readonly timeoutMs?: number | undefined
  /**
   * Milliseconds for one attempt, body included; running out of it counts as a broken connection.
   * @default 12_000 where the operation may be sent again, timeoutMs otherwise
   */
  readonly attemptTimeoutMs?: number | undefined
  /** How often is sent again what is safe to send twice, 0 to 10. Everything else is never sent again. @default 2 */
  readonly retries?: number | undefined
  /** Hears what the client does; `console` fits. Nothing secret is ever logged. @default nobody */
  readonly logger?: Logger | undefined
  /** Wraps every call, the first outermost. It sees no header and nothing secret. */
  readonly middleware?: readonly Middleware[] | undefined
  /** Makes the signature of a request. @default signPayload */
  readonly sign?: Sign | undefined
}

/** The options of a client, checked and with their defaults. */
export interface Settings {
  readonly merchantId: string
  readonly apiKey: string
  readonly payoutApiKey: string
  /** Whether payouts have a key of their own. */
  readonly hasPayoutKey: boolean
  readonly gateway: Gateway
  readonly baseUrl: string
  readonly timeoutMs: number
  readonly attemptTimeoutMs: number | undefined
  readonly retries: number
  readonly logger: Logger | undefined
  readonly fetch: Fetch
  readonly middleware: readonly Middleware[]
  readonly sign: Sign
}

const optionNames = [
  'merchantId',
  'apiKey',
  'payoutApiKey',
  'fetch',
  'gateway',
  'baseUrl',
  'timeoutMs',
  'attemptTimeoutMs',
  'retries',
  'logger',
  'middleware',
  'sign',
] as const satisfies readonly (keyof ClientOptions)[]

// Looked up at each call, so that a test or a tool that replaces the global one is seen.
const globalFetch: Fetch = (url, init) => globalThis.fetch(url, init)

const hint = (option: 'merchantId' | 'apiKey' | 'payoutApiKey') =>
  `; pass ${option} to createClient, or set ${variableOf(option)} and pass readEnv(process.env)`

/** Checks the options of a client once, before the first call. What is missing or unusable is a `config` error. */
export function resolveSettings(options: ClientOptions): Settings {
  const given: Partial<ClientOptions> = options ?? {}
  assertKnownNames(given, optionNames)
  const { fetch = globalFetch, middleware = [], sign = signContent, payoutApiKey } = given
  const { timeoutMs = 30_000, attemptTimeoutMs, retries = 2, logger } = given
  const merchantId = requireMerchantId(given.merchantId, hint('merchantId'))
  const apiKey = requireKey(given.apiKey, 'apiKey', hint('apiKey'))
  if (!Array.isArray(middleware)) throw configError('middleware', 'must be a list of functions')
  for (const [option, value] of Object.entries({ fetch, sign, ...middleware })) {
    if (typeof value !== 'function') throw configError(/\d/.test(option) ? 'middleware' : option, 'must be a function')
  }
  const gateway = resolveGateway(given.gateway)
  const hasPayoutKey = payoutApiKey !== undefined
  const { baseUrl = gateway.apiUrl } = given
  return {
    merchantId,
    apiKey,
    payoutApiKey: hasPayoutKey ? requireKey(payoutApiKey, 'payoutApiKey', hint('payoutApiKey')) : apiKey,
    hasPayoutKey,
    gateway,
    baseUrl: resolveBaseUrl(baseUrl, given.baseUrl === undefined ? 'gateway.apiUrl' : 'baseUrl'),
    timeoutMs: requireMilliseconds(timeoutMs, 'timeoutMs'),
    attemptTimeoutMs:
      attemptTimeoutMs === undefined ? undefined : requireMilliseconds(attemptTimeoutMs, 'attemptTimeoutMs'),
    retries: requireRetries(retries),
    logger: logger === undefined ? undefined : requireLogger(logger),
    fetch,
    middleware,
    sign,
  }
}
