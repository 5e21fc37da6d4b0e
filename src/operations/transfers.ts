import { amountParam, codeParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { money, objectOf, text } from '../schema/result-fields.ts'
import { declareOperation } from './define-operation.ts'

/** Transfer between your own wallets. */
export interface TransferParams {
  /** Amount to move, in `currency`, as a decimal string: `"10.28"`. */
  readonly amount: string
  /** Crypto currency code: `"USDT"`. */
  readonly currency: string
}

/** Both transactions of a transfer, and the balances after it. */
export interface Transfer {
  /** UUID of the transaction in the personal wallet. */
  readonly user_wallet_transaction_uuid: string
  /** Balance of the personal wallet after the transfer, in the currency of the transfer. */
  readonly user_wallet_balance: string
  /** UUID of the transaction in the business wallet. */
  readonly merchant_transaction_uuid: string
  /** Balance of the business wallet after the transfer, in the currency of the transfer. */
  readonly merchant_balance: string
}

const transferParams = () => paramsSchema<TransferParams>({ amount: amountParam, currency: codeParam })

const transferReader = () =>
  objectOf<Transfer>({
    user_wallet_transaction_uuid: text,
    user_wallet_balance: money,
    merchant_transaction_uuid: text,
    merchant_balance: money,
  })

/**
 * Moves money from your business wallet to your personal wallet; the client never sends it again by itself.
 *
 * A transfer has no `order_id`: the same call, made twice, moves the money twice. If `outcome` is `unknown`, compare the
 * balances first.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payouts/transfer-to-personal (Transfer to personal wallet)
 */
export const transferToPersonal = /* @__PURE__ */ declareOperation<TransferParams, Transfer>({
  id: 'transfers.toPersonal',
  method: 'POST',
  path: '/v1/transfer/to-personal',
  key: 'payout',
  repeatable: 'no',
  params: transferParams,
  result: transferReader,
})

/**
 * Moves money from your personal wallet to your business wallet; the client never sends it again by itself.
 *
 * A transfer has no `order_id`: the same call, made twice, moves the money twice. If `outcome` is `unknown`, compare the
 * balances first.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payouts/transfer-to-business (Transfer to business wallet)
 */
export const transferToBusiness = /* @__PURE__ */ declareOperation<TransferParams, Transfer>({
  id: 'transfers.toBusiness',
  method: 'POST',
  path: '/v1/transfer/to-business',
  key: 'payout',
  repeatable: 'no',
  params: transferParams,
  result: transferReader,
})

/** Operations that move money between your own wallets, signed with the payout key. */
export const transfers = {
  /** Moves money from your business wallet to your personal wallet; the client never sends it again by itself. */
  toPersonal: transferToPersonal,
  /** Moves money from your personal wallet to your business wallet; the client never sends it again by itself. */
  toBusiness: transferToBusiness,
} as const
