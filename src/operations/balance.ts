import { listOf, loose, money, objectOf, text } from '../schema/result-fields.ts'
import { declareOperation } from './define-operation.ts'
import { type NoParams, noParams } from './shared.ts'

/** Balance of one wallet. */
export interface WalletBalance {
  /** UUID of the wallet. */
  readonly uuid: string
  /** Amount in the wallet, in `currency_code`. */
  readonly balance: string
  /** Currency of the wallet: `USDT`. */
  readonly currency_code: string
  /** Amount in the wallet, in US dollars. */
  readonly balance_usd?: string | null | undefined
}

/** Balances of all your wallets, by kind. */
export interface Balances {
  /** Business wallets. Payments are credited to them, and payouts through the API are paid from them. */
  readonly merchant: readonly WalletBalance[]
  /** Personal wallets; may be absent. */
  readonly user?: readonly WalletBalance[] | null | undefined
}

/** The single entry of the gateway's list. */
export interface BalanceEntry {
  /** Balances of your wallets, by kind. */
  readonly balance: Balances
}

const walletList = () =>
  listOf(
    objectOf<WalletBalance>({
      uuid: text,
      balance: money,
      currency_code: text,
      balance_usd: money,
    }),
  )

/**
 * Returns the balances of your wallets, as a list of one entry.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/balance (Balance)
 */
export const getBalance = /* @__PURE__ */ declareOperation<NoParams, readonly BalanceEntry[]>({
  id: 'balance.get',
  method: 'POST',
  path: '/v1/balance',
  key: 'payment',
  repeatable: 'reads',
  params: noParams,
  result: () =>
    listOf(
      objectOf<BalanceEntry>({
        balance: objectOf<Balances>({ merchant: loose(walletList()), user: loose(walletList()) }),
      }),
    ),
})

/** Operation on your balances. */
export const balance = {
  /** Returns the balances of your wallets, as a list of one entry. */
  get: getBalance,
} as const
