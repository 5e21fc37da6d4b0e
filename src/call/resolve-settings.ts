import { variableOf } from '../env.ts'
import { configError } from '../errors/config-error.ts'
import { resolveGateway } from '../gateways/gateways.ts'
import type { Gateway } from '../gateways/types.ts'
import { checkLogger } from '../logging/check-logger.ts'
import type { Logger } from '../logging/logger.ts'
import { requireKey } from '../options/require.ts'
import { checkNames } from '../schema/check-names.ts'
import { checkTimeout } from '../schema/check-timeout.ts'
import { requireMerchantId } from '../signing/require-merchant-id.ts'
import { signPayload } from '../signing/sign-payload.ts'
import type { Sign } from '../signing/types.ts'
import { checkRetries } from './check-retries.ts'
import type { ClientOptions } from './client-options.ts'
import { resolveBaseUrl } from './resolve-base-url.ts'
import type { Fetch, Middleware } from './types.ts'

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
  checkNames(given, optionNames)
  const { fetch = globalFetch, middleware = [], sign = signPayload, payoutApiKey } = given
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
    timeoutMs: checkTimeout(timeoutMs),
    attemptTimeoutMs: attemptTimeoutMs === undefined ? undefined : checkTimeout(attemptTimeoutMs, 'attemptTimeoutMs'),
    retries: checkRetries(retries),
    logger: logger === undefined ? undefined : checkLogger(logger),
    fetch,
    middleware,
    sign,
  }
}
