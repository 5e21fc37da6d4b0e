import { configError } from '../errors/create-error.ts'
import { assertKnownNames } from '../options/forms.ts'

/** The key that signs a request where the sources disagree; `either` takes both. */
type AcceptedKey = 'payment' | 'payout' | 'either'

/**
 * Switches for behaviour that the gateway does not document, or documents in two ways. The defaults are the likeliest.
 *
 * The guide of the sandbox (`src/sandbox/README.md`) lists who says what.
 */
export interface SandboxWire {
  /** True to write characters beyond ASCII in webhooks as `\uXXXX`. @default false */
  readonly escapeUnicode?: boolean | undefined
  /** HTTP status of a good response: 200, or 201. @default 200 */
  readonly successStatus?: number | undefined
  /** HTTP status of a response to a wrong signature: 200, or 400 to 599. @default 401 */
  readonly invalidSignStatus?: number | undefined
  /** HTTP status of a response about a record that does not exist: 200, or 400 to 599. @default 422 */
  readonly notFoundStatus?: number | undefined
  /**
   * Words of refusals: those of the documentation, or those that were recorded against the live gateway. With `recorded`,
   * transfers check the balance before the limits of an amount, and a payout that does not exist is HTTP 404.
   *
   * @default 'documented'
   */
  readonly words?: 'documented' | 'recorded' | undefined
  /** Key that signs refunds. @default 'payment', and 'payout' for heleket */
  readonly refundKey?: AcceptedKey | undefined
  /** Result of a refund: an empty list, or an object with `commission`, `amount` and `address`. @default 'empty' */
  readonly refundResult?: 'empty' | 'details' | undefined
  /** Key that signs the request for a payout's test webhook. @default 'either' */
  readonly testPayoutKey?: AcceptedKey | undefined
  /** Maximum length of an `order_id` by which a payout is looked up. @default 32 */
  readonly payoutLookupLength?: number | undefined
  /** True to name `order_id`, the dates and the fee in responses about a single payout. @default false, and true for heleket */
  readonly payoutDetails?: boolean | undefined
  /** Maximum of `accuracy_payment_percent`. @default 50 */
  readonly maxAccuracy?: number | undefined
  /** Milliseconds from a payment to its confirmation; `Infinity` for never. @default 0 */
  readonly confirmationMs?: number | undefined
  /** Milliseconds until a payout is paid; `Infinity` leaves it to `settlePayout`. @default 60_000 */
  readonly payoutMs?: number | undefined
  /** Milliseconds until a refund is paid; `Infinity` for never. @default 60_000 */
  readonly refundMs?: number | undefined
  /** Milliseconds until a webhook without a 2xx response is sent again; doubled each time. @default 60_000 */
  readonly redeliveryMs?: number | undefined
  /** Maximum number of times a webhook is sent again. @default 10 */
  readonly redeliveries?: number | undefined
  /** Milliseconds of real time that a receiver of webhooks may take. @default 10_000 */
  readonly deliveryTimeoutMs?: number | undefined
  /** Source of a payout's fee under `is_subtract: true`: the merchant's balance, or the amount. @default 'balance' */
  readonly subtractFrom?: 'balance' | 'amount' | undefined
}

/** The same switches, all of them set. */
export type ResolvedWire = { readonly [Switch in keyof SandboxWire]-?: NonNullable<SandboxWire[Switch]> }

type Rule = readonly [fits: (value: unknown) => boolean, wanted: string]

const status: Rule = [
  (value) => Number.isInteger(value) && (value === 200 || (Number(value) >= 400 && Number(value) <= 599)),
  'must be an HTTP status: 200, or 400 to 599',
]
// Infinity is a duration too: what waits for it never happens by itself.
const duration: Rule = [
  (value) => typeof value === 'number' && value >= 0,
  'must be a number of milliseconds, 0 or more',
]
const flag: Rule = [(value) => typeof value === 'boolean', 'must be true or false']

const oneOf = (...choices: readonly string[]): Rule => [
  (value) => choices.includes(value as string),
  `must be ${choices.map((choice) => `"${choice}"`).join(' or ')}`,
]

const wholeUpTo = (least: number, most: number): Rule => [
  (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
  `must be a whole number from ${least} to ${most}`,
]

const acceptedKey = oneOf('payment', 'payout', 'either')

const rules: Readonly<Record<keyof ResolvedWire, Rule>> = {
  escapeUnicode: flag,
  successStatus: [(value) => value === 200 || value === 201, 'must be 200 or 201'],
  invalidSignStatus: status,
  notFoundStatus: status,
  words: oneOf('documented', 'recorded'),
  refundKey: acceptedKey,
  refundResult: oneOf('empty', 'details'),
  testPayoutKey: acceptedKey,
  payoutLookupLength: wholeUpTo(1, 100),
  payoutDetails: flag,
  maxAccuracy: wholeUpTo(0, 100),
  confirmationMs: duration,
  payoutMs: duration,
  refundMs: duration,
  redeliveryMs: duration,
  redeliveries: [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'must be a whole number, 0 or more'],
  // The longest that timers of JavaScript can wait.
  deliveryTimeoutMs: wholeUpTo(1, 2_147_483_647),
  subtractFrom: oneOf('balance', 'amount'),
}

const defaultsFor = (isHeleket: boolean): ResolvedWire => ({
  escapeUnicode: false,
  successStatus: 200,
  invalidSignStatus: 401,
  notFoundStatus: 422,
  words: 'documented',
  refundKey: isHeleket ? 'payout' : 'payment',
  refundResult: 'empty',
  testPayoutKey: 'either',
  payoutLookupLength: 32,
  payoutDetails: isHeleket,
  maxAccuracy: 50,
  confirmationMs: 0,
  payoutMs: 60_000,
  refundMs: 60_000,
  redeliveryMs: 60_000,
  redeliveries: 10,
  deliveryTimeoutMs: 10_000,
  subtractFrom: 'balance',
})

/** Sets every switch: as it was given, or to the default of the gateway. Throws a `config` error that names the switch. */
export function readWire(wire: SandboxWire, gatewayId: string): ResolvedWire {
  if (typeof wire !== 'object' || wire === null) throw configError('wire', 'must be an object of switches')
  assertKnownNames(wire, Object.keys(rules), 'wire.')
  const given = Object.entries(wire).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const [fits, wanted] = rules[name as keyof ResolvedWire]
    if (!fits(value)) throw configError(`wire.${name}`, wanted)
  }
  return { ...defaultsFor(gatewayId === 'heleket'), ...Object.fromEntries(given) }
}
