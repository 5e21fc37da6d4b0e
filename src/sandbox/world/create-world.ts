import { createError } from '../../errors/create-error.ts'
import { resolveGateway } from '../../gateways/gateways.ts'
import { assertKnownNames } from '../../options/known-names.ts'
import { requireKey, requireMerchantId } from '../../options/require.ts'
import type { ResolvedWire, SandboxOptions, SandboxWire } from '../types.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { coins, convert } from './market.ts'
import { createRandom } from './random.ts'
import type { World } from './types.ts'
import { toUnits } from './units.ts'

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

const rules: Readonly<Record<keyof ResolvedWire, Rule>> = {
  escapeUnicode: [(value) => typeof value === 'boolean', 'must be true or false'],
  invalidSignStatus: status,
  notFoundStatus: status,
  confirmationMs: duration,
  payoutMs: duration,
  refundMs: duration,
  redeliveryMs: duration,
  redeliveries: [(value) => Number.isSafeInteger(value) && Number(value) >= 0, 'must be a whole number, 0 or more'],
  subtractFrom: [(value) => value === 'balance' || value === 'amount', 'must be "balance" or "amount"'],
}

const defaultsFor = (gatewayId: string): ResolvedWire => ({
  escapeUnicode: false,
  invalidSignStatus: 401,
  notFoundStatus: 422,
  confirmationMs: 0,
  payoutMs: 60_000,
  refundMs: 60_000,
  redeliveryMs: 60_000,
  redeliveries: 10,
  // The two gateways document opposite readings of the same parameter.
  subtractFrom: gatewayId === 'heleket' ? 'amount' : 'balance',
})

/** Sets every switch: as it was given, or to the default of the gateway. */
export function readWire(wire: SandboxWire, gatewayId: string): ResolvedWire {
  assertKnownNames(wire, Object.keys(rules), 'wire.')
  const given = Object.entries(wire).filter(([, value]) => value !== undefined)
  for (const [name, value] of given) {
    const [fits, wanted] = rules[name as keyof ResolvedWire]
    if (!fits(value)) throw createError('config', `wire.${name} ${wanted}.`, { option: `wire.${name}` })
  }
  return { ...defaultsFor(gatewayId), ...Object.fromEntries(given) }
}

/** What each wallet opens with, in US dollars, so that a first payout need not wait for a first payment. */
const openingBalance = '10000'

const optionNames = Object.keys({
  merchantId: true,
  apiKey: true,
  payoutApiKey: true,
  gateway: true,
  startAt: true,
  seed: true,
  deliver: true,
  wire: true,
  historyLimit: true,
} satisfies Record<keyof SandboxOptions, true>)

function createFundedLedger(): Ledger {
  const ledger = createLedger()
  for (const coin of coins) ledger.move('outside', 'merchant', coin, convert(toUnits(openingBalance), 'USD', coin))
  return ledger
}

function readStart(startAt: Date | number): number {
  const start = typeof startAt === 'object' && startAt !== null ? Number(startAt) : startAt
  // Also refuses a number that no date can hold.
  if (typeof start === 'number' && !Number.isNaN(new Date(start).getTime())) return start
  throw createError('config', 'startAt must be a Date or milliseconds since 1970.', { option: 'startAt' })
}

/** Sets up everything that a sandbox knows, from its options. */
export function createWorld(options: SandboxOptions): World {
  assertKnownNames(options, optionNames)
  const {
    merchantId = '5a9db0c5-0000-4000-8000-000000000001',
    apiKey = 'sandbox-payment-api-key',
    payoutApiKey = 'sandbox-payout-api-key',
    startAt = Date.now(),
    seed = 1,
    wire = {},
    deliver,
  } = options
  if (deliver !== undefined && typeof deliver !== 'function') {
    throw createError('config', 'deliver must be a function.', { option: 'deliver' })
  }
  const gateway = resolveGateway(options.gateway)
  const now = readStart(startAt)
  return {
    gateway,
    wire: readWire(wire, gateway.id),
    credentials: {
      merchantId: requireMerchantId(merchantId),
      apiKey: requireKey(apiKey, 'apiKey'),
      payoutApiKey: requireKey(payoutApiKey, 'payoutApiKey'),
    },
    random: createRandom(seed),
    ledger: createFundedLedger(),
    invoices: new Map(),
    wallets: new Map(),
    payouts: new Map(),
    recurrences: new Map(),
    discounts: new Map(),
    outgoing: [],
    clock: { now, until: now },
  }
}
