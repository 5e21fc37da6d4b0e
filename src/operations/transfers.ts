import { amountParam, codeParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { money, objectOf, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'

/** What to move between your own wallets. */
export interface TransferParams {
  /** Amount, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Crypto currency code: `"USDT"`. */
  readonly currency: string
}

/** Both ends of a transfer. */
export interface Transfer {
  /** UUID of the movement in the personal wallet. */
  readonly user_wallet_transaction_uuid: string
  /** What the personal wallet holds now. */
  readonly user_wallet_balance: string
  /** UUID of the movement in the business wallet. */
  readonly merchant_transaction_uuid: string
  /** What the business wallet holds now. */
  readonly merchant_balance: string
}

/** How the params of both transfers are checked. */
const transferParams = /* @__PURE__ */ paramsSchema<TransferParams>({ amount: amountParam, currency: codeParam })

/** How a transfer is read. */
const transferReader = /* @__PURE__ */ objectOf<Transfer>({
  user_wallet_transaction_uuid: text,
  user_wallet_balance: money,
  merchant_transaction_uuid: text,
  merchant_balance: money,
})

/**
 * Moves money from your personal wallet to your business wallet.
 *
 * Never sent twice by this package: a transfer has no id of yours, so a second one would move the money again.
 *
 * Source: doc.cryptomus.com, "Transfer to business wallet".
 */
export const transferToBusiness = /* @__PURE__ */ defineOperation<TransferParams, Transfer>({
  id: 'transfers.toBusiness',
  method: 'POST',
  path: '/v1/transfer/to-business',
  key: 'payout',
  repeatable: 'no',
  params: transferParams,
  result: transferReader,
})

/**
 * Moves money from your business wallet to your personal wallet.
 *
 * Never sent twice by this package: a transfer has no id of yours, so a second one would move the money again.
 *
 * Source: doc.cryptomus.com, "Transfer to personal wallet".
 */
export const transferToPersonal = /* @__PURE__ */ defineOperation<TransferParams, Transfer>({
  id: 'transfers.toPersonal',
  method: 'POST',
  path: '/v1/transfer/to-personal',
  key: 'payout',
  repeatable: 'no',
  params: transferParams,
  result: transferReader,
})

/** Transfers between your own wallets, signed with the payout key. */
export const transfers = {
  /** Moves money from your business wallet to your personal wallet. */
  toPersonal: transferToPersonal,
  /** Moves money from your personal wallet to your business wallet. */
  toBusiness: transferToBusiness,
} as const
