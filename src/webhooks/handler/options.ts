import { configError } from '../../errors/create-error.ts'
import { requireGateway } from '../../gateways/require-gateway.ts'
import { type Logger, loggerForm } from '../../logging/logger.ts'
import {
  anyForm,
  assertOptions,
  eitherForm,
  functionForm,
  integerForm,
  millisecondsForm,
  type OptionForms,
} from '../../options/forms.ts'
import { hasMethods } from '../../options/require.ts'
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
    throw configError('on', "must be a plain object of handlers: { 'payment.paid': fn }")
  }
  assertOptions(value, Object.fromEntries(known().map((name) => [name, functionForm])), 'on.')
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

const forms: OptionForms<WebhookHandlerOptions> = {
  apiKey: anyForm,
  payoutApiKey: anyForm,
  gateway: anyForm,
  confirm: anyForm,
  on: anyForm,
  store: anyForm,
  allowedIps: anyForm,
  expected: functionForm,
  leaseMs: millisecondsForm,
  handlerTimeoutMs: millisecondsForm,
  waitMs: eitherForm(0, millisecondsForm),
  maxBodyBytes: integerForm(1, mostBytes),
  bodyTimeoutMs: millisecondsForm,
  clientIp: functionForm,
  rateLimit: functionForm,
  onDelivery: functionForm,
  scheme: functionForm,
  now: functionForm,
  logger: eitherForm(false, loggerForm),
  // The other options of a client, so that settings can be spread into both. A handler does not read them.
  merchantId: anyForm,
  fetch: anyForm,
  baseUrl: anyForm,
  allowHttp: anyForm,
  timeoutMs: anyForm,
  attemptTimeoutMs: anyForm,
  retries: anyForm,
  middleware: anyForm,
  sign: anyForm,
}

function checkConfirm(confirm: unknown): RecordReader | false {
  const { payments, payouts } = Object(confirm) as Partial<RecordReader>
  if (confirm === false || (hasMethods(payments, ['get']) && hasMethods(payouts, ['get']))) {
    return confirm as RecordReader | false
  }
  throw configError('confirm', `${confirm === undefined ? 'is missing' : 'is not usable'}; pass a client, or false`)
}

/**
 * Checks the options of a webhook handler once, before the first delivery. An unusable one is a `config` error.
 *
 * Timers are an argument, so that tests can stop them.
 */
export function resolveHandlerOptions(options: WebhookHandlerOptions, setTimer: SetTimer): HandlerSettings {
  const given: Partial<WebhookHandlerOptions> = options ?? {}
  assertOptions(given, forms)
  const { leaseMs = 30_000, handlerTimeoutMs = 60_000, waitMs = 5_000, bodyTimeoutMs = 10_000 } = given
  const { expected, store, rateLimit, logger, onDelivery, now = Date.now, maxBodyBytes = mostBytes } = given
  const { gateway: sender = 'cryptomus' } = given
  const payment = readKeys(given.apiKey, 'apiKey')
  const payout = given.payoutApiKey === undefined ? payment : readKeys(given.payoutApiKey, 'payoutApiKey')
  const gateway = requireGateway(sender)
  const on = checkHandlers(given.on)
  if (on['payment.mismatch'] !== undefined && expected === undefined) {
    throw configError('on.payment.mismatch', 'never runs without `expected`')
  }
  return {
    // A type that this version does not know may be signed with either key.
    keys: { payment, payout, any: [...new Set([...payment, ...payout])] },
    confirm: checkConfirm(given.confirm),
    on,
    expected,
    store: store === undefined ? passingStore() : requireStore(store),
    remembers: store !== undefined,
    leaseMs,
    handlerTimeoutMs,
    waitMs,
    maxBodyBytes,
    bodyTimeoutMs,
    allowedIps: given.allowedIps === undefined ? undefined : checkAddresses(given.allowedIps),
    clientIp: given.clientIp ?? ((_, { remoteAddress }) => remoteAddress),
    rateLimit,
    logger: logger || undefined,
    alarm: (logger ?? globalThis.console) || undefined,
    onDelivery,
    // The gateways that are known by their ids have no scheme of their own.
    scheme: given.scheme ?? (() => (typeof gateway === 'object' && gateway.scheme) || bodySign),
    now,
    setTimer,
  }
}
