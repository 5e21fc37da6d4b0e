import { createError } from '../../errors/create-error.ts'
import { resolveGateway } from '../../gateways/gateways.ts'
import { requireKey } from '../../options/require.ts'
import { requireMerchantId } from '../../signing/require-merchant-id.ts'
import type { SandboxOptions } from '../types.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { coins, convert } from './market.ts'
import { createRandom } from './random.ts'
import { readWire } from './read-wire.ts'
import { refuseUnknown } from './refuse-unknown.ts'
import type { World } from './types.ts'
import { toUnits } from './units.ts'

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
  refuseUnknown(options, optionNames)
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
