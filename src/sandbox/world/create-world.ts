import { configError } from '../../errors/create-error.ts'
import { resolveGateway } from '../../gateways/gateways.ts'
import { assertKnownNames } from '../../options/forms.ts'
import { requireKey, requireMerchantId } from '../../options/require.ts'
import { createFaults } from '../faults.ts'
import { planInvoice } from '../invoices/lifecycle.ts'
import { createOutbox } from '../outbox.ts'
import { planPayoutEnd } from '../payouts/end-payout.ts'
import type { SandboxOptions } from '../types.ts'
import { readWire } from '../wire.ts'
import { createDue } from './due.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { createMarket, type Market } from './market.ts'
import { createRandom } from './random.ts'
import { createRecords } from './records.ts'
import { readSnapshot } from './snapshot.ts'
import type { World } from './types.ts'
import { toUnits } from './units.ts'

/** What each wallet opens with, in US dollars, so that a first payout need not wait for a first payment. */
const openingBalance = toUnits('10000')

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
  currencies: true,
  state: true,
} satisfies Record<keyof SandboxOptions, true>)

/** Opens the wallets of the coins that a ledger does not know yet. */
function fundWallets(ledger: Ledger, { coins, convert }: Market): Ledger {
  const known = new Set(ledger.balances().map(([place]) => place))
  for (const coin of coins) {
    if (!known.has(`merchant:${coin}`)) ledger.move('outside', 'merchant', coin, convert(openingBalance, 'USD', coin))
  }
  return ledger
}

function readStart(startAt: Date | number): number {
  const start = typeof startAt === 'object' && startAt !== null ? Number(startAt) : startAt
  // Also refuses a number that no date can hold.
  if (typeof start === 'number' && !Number.isNaN(new Date(start).getTime())) return start
  throw configError('startAt', 'must be a Date or milliseconds since 1970')
}

function readCredentials({
  merchantId = '5a9db0c5-0000-4000-8000-000000000001',
  apiKey = 'sandbox-payment-api-key',
  payoutApiKey = 'sandbox-payout-api-key',
}: SandboxOptions): World['credentials'] {
  return {
    merchantId: requireMerchantId(merchantId),
    apiKey: requireKey(apiKey, 'apiKey'),
    payoutApiKey: requireKey(payoutApiKey, 'payoutApiKey'),
  }
}

/** Sets up everything that a sandbox knows, from its options. */
export function createWorld(options: SandboxOptions): World {
  assertKnownNames(options, optionNames)
  const { startAt = Date.now(), seed = 1, wire: givenWire = {}, deliver, historyLimit, currencies, state } = options
  if (deliver !== undefined && typeof deliver !== 'function') throw configError('deliver', 'must be a function')
  if (!Number.isFinite(seed)) throw configError('seed', 'must be a number')
  const gateway = resolveGateway(options.gateway)
  const kept = state === undefined ? undefined : readSnapshot(state, gateway.id)
  const now = kept?.now ?? readStart(startAt)
  const clock = { now, until: now }
  const wire = readWire(givenWire, gateway.id)
  const faults = createFaults(clock, kept && [...kept.faults])
  const market = createMarket(currencies)
  const world: World = {
    gateway,
    wire,
    credentials: readCredentials(options),
    random: createRandom(kept?.random ?? seed),
    market,
    ledger: fundWallets(createLedger(kept?.balances), market),
    invoices: createRecords(kept?.invoices),
    wallets: createRecords(kept?.wallets),
    payouts: createRecords(kept?.payouts),
    recurrences: createRecords(kept?.recurrences),
    discounts: new Map(kept?.discounts),
    clock,
    due: createDue(),
    outbox: createOutbox({ clock, wire, faults, deliver, historyLimit, kept }),
    faults,
  }
  for (const [at, uuid] of kept?.plan ?? []) {
    const invoice = world.invoices.get(uuid)
    if (invoice === undefined) planPayoutEnd(world, { uuid, settlesAt: at })
    else planInvoice(world, invoice, at)
  }
  return world
}
