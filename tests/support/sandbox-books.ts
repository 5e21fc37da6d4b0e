import assert from 'node:assert/strict'
import type { Snapshot } from '../../src/sandbox/world/snapshot.ts'

type Known = Pick<Snapshot, 'balances' | 'invoices' | 'wallets' | 'payouts'>

/** What must be held of each coin: payments that are not credited, refunds and payouts under way, and what wallets hold. */
function owedBy({ invoices, wallets, payouts }: Known): ReadonlyMap<string, bigint> {
  const owed = new Map<string, bigint>()
  const add = (coin: string | undefined, units: bigint) => {
    if (coin !== undefined) owed.set(coin, (owed.get(coin) ?? 0n) + units)
  }
  for (const { now } of invoices) {
    if (now.money === 'held') add(now.route?.currency, now.paid)
    if (now.money === 'refunding') add(now.route?.currency, now.refund?.debited ?? 0n)
  }
  for (const { now } of wallets) add(now.currency, now.held)
  for (const { now } of payouts) if (now.money === 'held') add(now.fundedIn, now.debited)
  return owed
}

/**
 * Asserts that the books of a sandbox agree: every currency adds up to zero, only the world outside owes anything, and what is
 * held is what the records hold.
 */
export function assertBooks(known: Known): void {
  const sums = new Map<string, bigint>()
  const held = new Map<string, bigint>()
  // Messages are written only where they are needed: this runs after every step of many thousands.
  for (const [place, units] of known.balances) {
    const colon = place.indexOf(':')
    const coin = place.slice(colon + 1)
    sums.set(coin, (sums.get(coin) ?? 0n) + units)
    if (place.startsWith('held:')) held.set(coin, units)
    if (units < 0n && !place.startsWith('outside:')) assert.fail(`${place} is below zero: ${units}`)
  }
  for (const [coin, sum] of sums) if (sum !== 0n) assert.fail(`the books of ${coin} add up to ${sum}`)
  const owed = owedBy(known)
  for (const coin of new Set([...held.keys(), ...owed.keys()])) {
    const [is, should] = [held.get(coin) ?? 0n, owed.get(coin) ?? 0n]
    if (is !== should) assert.fail(`${is} of ${coin} are held, and the records hold ${should}`)
  }
}
