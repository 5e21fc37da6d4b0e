import { configError } from '../../errors/create-error.ts'
import type { Discount } from '../../operations/discounts.ts'
import type { LiveFault } from '../faults.ts'
import type { Invoice } from '../invoices/invoice.ts'
import type { Outgoing } from '../outbox.ts'
import type { PayoutRecord } from '../payouts/types.ts'
import type { RecurrenceRecord } from '../recurrences/recurrence.ts'
import type { Delivery } from '../types.ts'
import type { WalletRecord } from '../wallets/wallet.ts'
import type { Due } from './due.ts'
import type { Versions } from './records.ts'
import type { World } from './types.ts'
import type { Units } from './units.ts'

/** All that a sandbox knows beside its options. */
export interface Snapshot {
  readonly version: 1
  /** Id of the gateway: a state of one does not fit another. */
  readonly gateway: string
  readonly now: number
  readonly random: number
  readonly balances: readonly (readonly [place: string, units: Units])[]
  readonly invoices: readonly Versions<Invoice>[]
  readonly wallets: readonly Versions<WalletRecord>[]
  readonly payouts: readonly Versions<PayoutRecord>[]
  readonly recurrences: readonly Versions<RecurrenceRecord>[]
  readonly discounts: readonly (readonly [service: string, discount: Discount])[]
  readonly plan: ReturnType<Due['plan']>
  readonly faults: readonly LiveFault[]
  readonly waiting: readonly Outgoing[]
  readonly sent: readonly Delivery[]
}

const version = 1

// JSON knows neither of these. A text that begins with `~` is written with another one before it.
const tags = { units: '~n', endless: '~i' } as const

function write(_name: string, value: unknown): unknown {
  if (typeof value === 'bigint') return `${tags.units}${value}`
  if (value === Number.POSITIVE_INFINITY) return tags.endless
  return typeof value === 'string' && value.startsWith('~') ? `~${value}` : value
}

function read(_name: string, value: unknown): unknown {
  if (typeof value !== 'string' || !value.startsWith('~')) return value
  if (value.startsWith('~~')) return value.slice(1)
  return value === tags.endless ? Number.POSITIVE_INFINITY : BigInt(value.slice(tags.units.length))
}

/** Writes down all that a sandbox knows. Webhooks on their way are among those that wait, so they may arrive twice. */
export function saveWorld(world: World): string {
  const { gateway, clock, random, ledger, faults, outbox, discounts, due, ...records } = world
  const snapshot: Snapshot = {
    version,
    gateway: gateway.id,
    now: clock.now,
    random: random.state(),
    balances: ledger.balances(),
    invoices: records.invoices.versions(),
    wallets: records.wallets.versions(),
    payouts: records.payouts.versions(),
    recurrences: records.recurrences.versions(),
    discounts: [...discounts],
    plan: due.plan(),
    faults: faults.live,
    waiting: outbox.waiting(),
    sent: outbox.deliveries,
  }
  return JSON.stringify(snapshot, write)
}

const lists = [
  'balances',
  'invoices',
  'wallets',
  'payouts',
  'recurrences',
  'discounts',
  'plan',
  'faults',
  'waiting',
  'sent',
] as const satisfies readonly (keyof Snapshot)[]

/** Whether a state has all its parts; what they hold is not looked at. */
const isWhole = (snapshot: Partial<Snapshot>) =>
  Number.isFinite(snapshot.now) &&
  Number.isFinite(snapshot.random) &&
  lists.every((name) => Array.isArray(snapshot[name]))

/** Reads what another sandbox wrote down; throws a `config` error for anything else. */
export function readSnapshot(state: string, gatewayId: string): Snapshot {
  let snapshot: Partial<Snapshot> | null
  try {
    snapshot = JSON.parse(state, read)
  } catch {
    throw configError('state', 'must be what save() of a sandbox returned')
  }
  if (snapshot?.version !== version || !isWhole(snapshot)) {
    throw configError('state', 'must be what save() of a sandbox of this version returned')
  }
  if (snapshot.gateway !== gatewayId) {
    throw configError('state', `is of the gateway ${snapshot.gateway}; give that as gateway, or leave the state out`)
  }
  return snapshot as Snapshot
}
