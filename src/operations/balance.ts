import { listOf, money, objectOf, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'
import { type NoParams, noParams } from './shared.ts'

/** What one wallet of yours holds. */
export interface WalletBalance {
  /** UUID of the wallet. */
  readonly uuid: string
  /** Amount that it holds, in its currency. */
  readonly balance: string
  /** Currency of the wallet: `USDT`. */
  readonly currency_code: string
  /** Amount that it holds, in US dollars. */
  readonly balance_usd?: string | null | undefined
}

/** What all wallets of yours hold. */
export interface Balances {
  /** Business wallets; payouts through the API are paid from these. */
  readonly merchant: readonly WalletBalance[]
  /** Personal wallets. */
  readonly user: readonly WalletBalance[]
}

/** The one entry of the gateway's answer. */
export interface BalanceEntry {
  /** Your wallets, by kind. */
  readonly balance: Balances
}

const wallets = /* @__PURE__ */ listOf(
  objectOf<WalletBalance>({
    uuid: text,
    balance: money,
    currency_code: text,
    balance_usd: money,
  }),
)

/**
 * Reads what your wallets hold; the gateway answers with a list of one entry.
 *
 * Source: doc.cryptomus.com, "Balance".
 */
export const getBalance = /* @__PURE__ */ defineOperation<NoParams, readonly BalanceEntry[]>({
  id: 'balance.get',
  method: 'POST',
  path: '/v1/balance',
  key: 'payment',
  repeatable: 'reads',
  params: noParams,
  result: listOf(objectOf<BalanceEntry>({ balance: objectOf<Balances>({ merchant: wallets, user: wallets }) })),
})

/** What you own at the gateway. */
export const balance = {
  /** Reads what your wallets hold; the gateway answers with a list of one entry. */
  get: getBalance,
} as const
