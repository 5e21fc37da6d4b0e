import type { Units } from './units.ts'

/**
 * Who can hold money in the sandbox.
 *
 * `outside` is everyone else; `held` belongs to payments and payouts under way; `fees` is the gateway's.
 */
export type Account = 'outside' | 'held' | 'merchant' | 'personal' | 'fees'

/** Books every movement twice, so that money is never created or lost: all accounts of a currency add up to zero. */
export interface Ledger {
  readonly move: (from: Account, to: Account, currency: string, units: Units) => void
  readonly balanceOf: (account: Account, currency: string) => Units
  /** Returns all balances by account and currency: `merchant:USDT`. */
  readonly balances: () => readonly (readonly [place: string, units: Units])[]
}

/** Makes a ledger, empty or with the balances of another. */
export function createLedger(kept: readonly (readonly [place: string, units: Units])[] = []): Ledger {
  const balances = new Map(kept)
  const keyOf = (account: Account, currency: string) => `${account}:${currency.toUpperCase()}`
  const balanceOf = (account: Account, currency: string) => balances.get(keyOf(account, currency)) ?? 0n
  return {
    balanceOf,
    move: (from, to, currency, units) => {
      balances.set(keyOf(from, currency), balanceOf(from, currency) - units)
      balances.set(keyOf(to, currency), balanceOf(to, currency) + units)
    },
    balances: () => [...balances],
  }
}
