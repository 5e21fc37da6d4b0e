import { amountParam, codeParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { money, record, text } from '../schema/result-fields.ts'

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
export const transferParams = /* @__PURE__ */ paramsSchema<TransferParams>({ amount: amountParam, currency: codeParam })

/** How a transfer is read. */
export const transferReader = /* @__PURE__ */ record<Transfer>({
  user_wallet_transaction_uuid: text,
  user_wallet_balance: money,
  merchant_transaction_uuid: text,
  merchant_balance: money,
})
