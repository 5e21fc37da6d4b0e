import { getBalance } from '../balance.ts'

/** What you own at the gateway. */
export const balance = {
  /** Reads what your wallets hold; the gateway answers with a list of one entry. */
  get: getBalance,
} as const

export type { BalanceEntry, Balances, WalletBalance } from '../balance.ts'
export { getBalance }
