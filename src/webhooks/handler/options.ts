import type { EnvSettings } from '../../env.ts'
import { configError } from '../../errors/config-error.ts'
import { resolveGateway } from '../../gateways/gateways.ts'
import { checkLogger } from '../../logging/check-logger.ts'
import type { Logger } from '../../logging/logger.ts'
import type { WebRequest } from '../../platform/types.ts'
import { checkNames } from '../../schema/check-names.ts'
import { checkTimeout } from '../../schema/check-timeout.ts'
import type { Scheme } from '../../signing/types.ts'
import { requireStore } from '../../stores/require-store.ts'
import type { Store } from '../../stores/types.ts'
import { bodySign } from '../body-sign.ts'
import { type KeyRing, readKeys } from '../keys.ts'
import { maxBodyBytes as mostBytes } from '../read-raw-body.ts'
import { checkAddresses } from './check-addresses.ts'
import { checkHandlers, type Handlers } from './check-handlers.ts'
import type { DeliveryContext, RecordReader, WebhookHandlerOptions } from './types.ts'

/** The options of a webhook handler, checked and with their defaults. */
export interface HandlerSettings {
  readonly keys: KeyRing
  readonly confirm: RecordReader | false
  readonly on: Handlers
  readonly expected: WebhookHandlerOptions['expected']
  readonly store: Store | undefined
  readonly leaseMs: number
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
  readonly allowedIps: readonly string[] | undefined
  readonly clientIp: (request: WebRequest, context: DeliveryContext) => string | undefined
  readonly rateLimit: WebhookHandlerOptions['rateLimit']
  readonly logger: Logger | undefined
  readonly record: WebhookHandlerOptions['record']
  readonly scheme: (request: WebRequest) => Scheme
  readonly now: () => number
}

const optionNames = [
  'apiKey',
  'payoutApiKey',
  'confirm',
  'on',
  'expected',
  'store',
  'leaseMs',
  'maxBodyBytes',
  'bodyTimeoutMs',
  'allowedIps',
  'clientIp',
  'rateLimit',
  'logger',
  'record',
  'scheme',
  'gateway',
  'now',
] as const satisfies readonly (keyof WebhookHandlerOptions)[]

/** What `readEnv` finds beside the keys; a client needs it, and here it may come along. */
const alsoInEnv = ['merchantId', 'baseUrl'] as const satisfies readonly (keyof EnvSettings)[]

/**
 * Longer than the gateway sends a webhook again by itself. How long that is, is not documented; of the schedules of
 * gateways that document theirs, none is longer.
 */
const longestResendMs = 7 * 24 * 3_600_000

const hasMethods = (value: unknown, names: readonly string[]) =>
  names.every((name) => typeof (Object(value) as Record<string, unknown>)[name] === 'function')

function checkConfirm(confirm: unknown): RecordReader | false {
  const { payments, payouts } = Object(confirm) as Partial<RecordReader>
  if (confirm === false || (hasMethods(payments, ['get']) && hasMethods(payouts, ['get']))) {
    return confirm as RecordReader | false
  }
  throw configError(
    'confirm',
    `${confirm === undefined ? 'is missing' : 'is not usable'}; pass a client, which reads each event's record again, or false`,
  )
}

function checkBodyBytes(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= mostBytes) return value
  throw configError('maxBodyBytes', `must be a whole number from 1 to ${mostBytes}`)
}

/** Checks the options of a webhook handler once, before the first delivery. An unusable one is a `config` error. */
export function resolveHandlerOptions(options: WebhookHandlerOptions): HandlerSettings {
  const given: Partial<WebhookHandlerOptions> = options ?? {}
  checkNames(given, [...optionNames, ...alsoInEnv])
  const { expected, store, rateLimit, logger, record, scheme, now = Date.now, clientIp } = given
  for (const [option, value] of Object.entries({ expected, rateLimit, record, scheme, now, clientIp })) {
    if (value !== undefined && typeof value !== 'function') throw configError(option, 'must be a function')
  }
  const payment = readKeys(given.apiKey, 'apiKey')
  const gateway = resolveGateway(given.gateway)
  return {
    keys: {
      payment,
      payout: given.payoutApiKey === undefined ? payment : readKeys(given.payoutApiKey, 'payoutApiKey'),
      any: [],
    },
    confirm: checkConfirm(given.confirm),
    on: checkHandlers(given.on),
    expected,
    store: store === undefined ? undefined : requireStore(store, longestResendMs),
    leaseMs: checkTimeout(given.leaseMs ?? 30_000, 'leaseMs'),
    maxBodyBytes: checkBodyBytes(given.maxBodyBytes ?? mostBytes),
    bodyTimeoutMs: checkTimeout(given.bodyTimeoutMs ?? 10_000, 'bodyTimeoutMs'),
    allowedIps: given.allowedIps === undefined ? undefined : checkAddresses(given.allowedIps),
    clientIp: clientIp ?? ((_, { remoteAddress }) => remoteAddress),
    rateLimit,
    logger: logger === undefined ? undefined : checkLogger(logger),
    record,
    scheme: scheme ?? (() => gateway.scheme ?? bodySign),
    now,
  }
}
