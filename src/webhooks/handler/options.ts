import type { EnvSettings } from '../../env.ts'
import { configError } from '../../errors/create-error.ts'
import { resolveGateway } from '../../gateways/gateways.ts'
import { type Logger, requireLogger } from '../../logging/logger.ts'
import { assertKnownNames, describeUnknownName } from '../../options/known-names.ts'
import { requireMilliseconds } from '../../options/require.ts'
import type { WebRequest } from '../../platform/types.ts'
import type { Scheme } from '../../signing/sign-payload.ts'
import { statusOrders } from '../../status/status.ts'
import { requireStore } from '../../stores/make-store.ts'
import type { Store } from '../../stores/types.ts'
import type { WebhookEvent } from '../types.ts'
import { bodySign, type KeyRing, maxBodyBytes as mostBytes, readKeys } from '../verify-webhook.ts'
import { plainAddress } from './ip-address.ts'
import type { DeliveryContext, RecordReader, WebhookHandlerOptions } from './types.ts'

const complaint = 'must be a list of single IP addresses, such as cryptomus.webhookIps; ranges are not known'

/** Lets a list of single IP addresses through, in their plain spelling, and throws a `config` error for anything else. */
export function checkAddresses(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) throw configError('allowedIps', complaint)
  return value.map((each: unknown) => {
    const address = plainAddress(each)
    if (address === undefined) throw configError('allowedIps', complaint)
    return address
  })
}

/** The handlers by name, as the router finds them. */
type Handlers = Readonly<
  Record<
    string,
    | ((event: WebhookEvent, context: { readonly record: unknown; readonly delivered: WebhookEvent }) => unknown)
    | undefined
  >
>

const named = (kind: string, statuses: readonly string[]) => [kind, ...statuses.map((status) => `${kind}.${status}`)]

const known = (): readonly string[] => [
  ...['*', 'unconfirmed', 'payment.mismatch'],
  ...named('payment', statusOrders.payment),
  ...named('wallet', statusOrders.payment),
  ...named('payout', statusOrders.payout),
]

/**
 * Lets handlers under known names through and throws a `config` error for anything else: one under a misspelt name would
 * never run.
 */
export function checkHandlers(value: unknown): Handlers {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw configError('on', "must be an object of handlers: { 'payment.paid': (event) => … }")
  }
  const names = known()
  for (const [name, handler] of Object.entries(value)) {
    if (!names.includes(name)) throw configError(`on.${name}`, describeUnknownName(name, names))
    if (handler !== undefined && typeof handler !== 'function') throw configError(`on.${name}`, 'must be a function')
  }
  // Without a prototype, so that no status of a stranger's finds something that nobody put there.
  return Object.assign(Object.create(null) as object, value) as Handlers
}

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
  readonly onDelivery: WebhookHandlerOptions['onDelivery']
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
  'onDelivery',
  'scheme',
  'gateway',
  'now',
] as const satisfies readonly (keyof WebhookHandlerOptions)[]

/** What `readEnv` finds beside the keys; a client needs it, and here it may come along. */
const alsoInEnv = ['merchantId', 'baseUrl', 'allowHttp'] as const satisfies readonly (keyof EnvSettings)[]

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
  assertKnownNames(given, [...optionNames, ...alsoInEnv])
  const { expected, store, rateLimit, logger, onDelivery, scheme, now = Date.now, clientIp } = given
  for (const [option, value] of Object.entries({ expected, rateLimit, onDelivery, scheme, now, clientIp })) {
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
    leaseMs: requireMilliseconds(given.leaseMs ?? 30_000, 'leaseMs'),
    maxBodyBytes: checkBodyBytes(given.maxBodyBytes ?? mostBytes),
    bodyTimeoutMs: requireMilliseconds(given.bodyTimeoutMs ?? 10_000, 'bodyTimeoutMs'),
    allowedIps: given.allowedIps === undefined ? undefined : checkAddresses(given.allowedIps),
    clientIp: clientIp ?? ((_, { remoteAddress }) => remoteAddress),
    rateLimit,
    logger: logger === undefined ? undefined : requireLogger(logger),
    onDelivery,
    scheme: scheme ?? (() => gateway.scheme ?? bodySign),
    now,
  }
}
