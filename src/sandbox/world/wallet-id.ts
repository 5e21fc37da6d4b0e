import type { Account } from './ledger.ts'
import { coins } from './market.ts'

const kinds = { merchant: '001', personal: '002' } satisfies Partial<Record<Account, string>>

/** The uuid of one of the merchant's own wallets in a coin, as `balance.get` shows it. */
export const walletId = (account: keyof typeof kinds, coin: string): string =>
  `5a9db0c5-0000-4000-8${kinds[account]}-${String(coins.indexOf(coin)).padStart(12, '0')}`
