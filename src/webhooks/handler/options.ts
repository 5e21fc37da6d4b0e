import { configError } from '../../errors/create-error.ts'
import { requireGateway } from '../../gateways/require-gateway.ts'
import { type Logger, requireLogger } from '../../logging/logger.ts'
import { assertKnownNames, clientOptionNames, describeUnknownName } from '../../options/known-names.ts'
import { hasMethods, requireMilliseconds } from '../../options/require.ts'
import type { WebRequest } from '../../platform/types.ts'
import type { SetTimer } from '../../platform/waiting.ts'
import type { Scheme } from '../../signing/sign-payload.ts'
import { statusOrders } from '../../status/status.ts'
import { requireStore } from '../../stores/make-store.ts'
import type { Store } from '../../stores/types.ts'
import type { WebhookEvent } from '../types.ts'
import { bodySign, type KeyRing, maxBodyBytes as mostBytes, readKeys } from '../verify-webhook.ts'
import { plainAddress } from './ip-address.ts'
import { passingStore } from './memory.ts'
import type { DeliveryContext, RecordReader, WebhookHandlerOptions } from './types.ts'

const complaint = 'must be a list of single IP addresses, as cryptomus.webhookIps is'

/** Returns a list of single IP addresses in their normal form; throws a `config` error for any other value. */
export function checkAddresses(value: unknown): readonly string[] {
  if (!Array.isArray(value) || value.length === 0) throw configError('allowedIps', complaint)
  return value.map((each: unknown) => {
    const address = plainAddress(each)
    if (address === undefined) throw configError('allowedIps', complaint)
    return address
  })
}

/** A handler as it is called, whatever event its name stands for. */
export type AnyHandler = (event: WebhookEvent, context: object) => unknown

/** The handlers by name. */
type Handlers = Readonly<Record<string, AnyHandler | undefined>>

const named = (kind: string, statuses: readonly string[]) => [kind, ...statuses.map((status) => `${kind}.${status}`)]

const known = (): readonly string[] => [
  ...['*', 'payment.mismatch'],
  ...named('payment', statusOrders.payment),
  ...named('wallet', statusOrders.payment),
  ...named('payout', statusOrders.payout),
]

/** Returns `true` for an object literal, of any realm. In an instance or a `Map`, the handlers are no own members. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || Object.hasOwn(Object(prototype), 'isPrototypeOf')
}

/**
 * Returns handlers under known names; throws a `config` error for any other value, because a handler under a misspelt name
 * would never run.
 */
export function checkHandlers(value: unknown): Handlers {
  if (!isPlain(value)) {
    throw configError('on', "must be a plain object of handlers: { 'payment.paid': (event) => … }")
  }
  const names = known()
  for (const [name, handler] of Object.entries(value)) {
    if (!names.includes(name)) throw configError(`on.${name}`, describeUnknownName(name, names))
    if (handler !== undefined && typeof handler !== 'function') throw configError(`on.${name}`, 'must be a function')
  }
  // Without a prototype, so that a status such as `constructor` finds no handler.
  return Object.assign(Object.create(null) as object, value) as Handlers
}

/** The options of a webhook handler, checked and with their defaults. */
export interface HandlerSettings {
  readonly keys: KeyRing
  readonly confirm: RecordReader | false
  readonly on: Handlers
  readonly expected: WebhookHandlerOptions['expected']
  readonly store: Store
  /** `true` if the store is the user's: without one, nothing is remembered. */
  readonly remembers: boolean
  readonly leaseMs: number
  readonly handlerTimeoutMs: number
  readonly waitMs: number
  readonly maxBodyBytes: number
  readonly bodyTimeoutMs: number
  readonly allowedIps: readonly string[] | undefined
  readonly clientIp: (request: WebRequest, context: DeliveryContext) => string | undefined
  readonly rateLimit: WebhookHandlerOptions['rateLimit']
  /** Gets every line; `undefined` if the user gave none. */
  readonly logger: Logger | undefined
  /** Gets the lines that need attention. */
  readonly alarm: Logger | undefined
  readonly onDelivery: WebhookHandlerOptions['onDelivery']
  readonly scheme: (request: WebRequest) => Scheme
  readonly now: () => number
  readonly setTimer: SetTimer
}

const ownNames = [
  'confirm',
  'on',
  'expected',
  'store',
  'leaseMs',
  'handlerTimeoutMs',
  'waitMs',
  'maxBodyBytes',
  'bodyTimeoutMs',
  'allowedIps',
  'clientIp',
  'rateLimit',
  'onDelivery',
  'scheme',
  'now',
] as const satisfies readonly (keyof WebhookHandlerOptions)[]

function checkConfirm(confirm: unknown): RecordReader | false {
  const { payments, payouts } = Object(confirm) as Partial<RecordReader>
  if (confirm === false || (hasMethods(payments, ['get']) && hasMethods(payouts, ['get']))) {
    return confirm as RecordReader | false
  }
  throw configError('confirm', `${confirm === undefined ? 'is missing' : 'is not usable'}; pass a client, or false`)
}

function checkBodyBytes(value: unknown): number {
  if (typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= mostBytes) return value
  throw configError('maxBodyBytes', `must be a whole number from 1 to ${mostBytes}`)
}

/**
 * Checks the options of a webhook handler once, before the first delivery. An unusable one is a `config` error.
 *
 * Timers are an argument, so that tests can stop them.
 */
export function resolveHandlerOptions(options: WebhookHandlerOptions, setTimer: SetTimer): HandlerSettings {
  const given: Partial<WebhookHandlerOptions> = options ?? {}
  assertKnownNames(given, [...ownNames, ...clientOptionNames])
  const { expected, store, rateLimit, logger, onDelivery, scheme, now = Date.now, clientIp, waitMs = 5_000 } = given
  const { gateway: sender = 'cryptomus' } = given
  for (const [option, value] of Object.entries({ expected, rateLimit, onDelivery, scheme, now, clientIp })) {
    if (value !== undefined && typeof value !== 'function') throw configError(option, 'must be a function')
  }
  const payment = readKeys(given.apiKey, 'apiKey')
  const payout = given.payoutApiKey === undefined ? payment : readKeys(given.payoutApiKey, 'payoutApiKey')
  const gateway = requireGateway(sender)
  const on = checkHandlers(given.on)
  if (on['payment.mismatch'] !== undefined && expected === undefined) {
    throw configError('on.payment.mismatch', 'never runs without the option `expected`')
  }
  const ownLogger = logger === undefined || logger === false ? undefined : requireLogger(logger)
  return {
    // A type that this version does not know may be signed with either key.
    keys: { payment, payout, any: [...new Set([...payment, ...payout])] },
    confirm: checkConfirm(given.confirm),
    on,
    expected,
    store: store === undefined ? passingStore() : requireStore(store),
    remembers: store !== undefined,
    leaseMs: requireMilliseconds(given.leaseMs ?? 30_000, 'leaseMs'),
    handlerTimeoutMs: requireMilliseconds(given.handlerTimeoutMs ?? 60_000, 'handlerTimeoutMs'),
    waitMs: waitMs === 0 ? 0 : requireMilliseconds(waitMs, 'waitMs'),
    maxBodyBytes: checkBodyBytes(given.maxBodyBytes ?? mostBytes),
    bodyTimeoutMs: requireMilliseconds(given.bodyTimeoutMs ?? 10_000, 'bodyTimeoutMs'),
    allowedIps: given.allowedIps === undefined ? undefined : checkAddresses(given.allowedIps),
    clientIp: clientIp ?? ((_, { remoteAddress }) => remoteAddress),
    rateLimit,
    logger: ownLogger,
    alarm: logger === undefined ? globalThis.console : ownLogger,
    onDelivery,
    // The gateways that are known by their ids have no scheme of their own.
    scheme: scheme ?? (() => (typeof gateway === 'object' && gateway.scheme) || bodySign),
    now,
    setTimer,
  }
}
