import { optionalParam, patternParam, uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { money, record } from '../../schema/result-fields.ts'
import { exactlyOne } from '../../schema/rules.ts'
import { defineOperation } from '../define-operation.ts'
import type { RecordRef } from '../shared/record-ref.ts'
import { walletOrderIdParam } from './wallet-order-id.ts'

/** Which blocked wallet to refund, and where to. */
export type RefundBlockedWalletParams = RecordRef & {
  /** Address that gets the money: 10 to 128 letters, digits, `_` or `-`. */
  readonly address: string
}

const addressParam = /* @__PURE__ */ patternParam(/^[\w-]{10,128}$/, 'must be 10 to 128 letters, digits, "_" or "-"')

/** What was refunded. */
export interface WalletRefund {
  /** The gateway's fee. */
  readonly commission: string
  /** Amount that was sent. */
  readonly amount: string
}

/**
 * Refunds what was sent to a static wallet after it was blocked.
 *
 * Works once for each wallet, and is never sent twice by this package.
 *
 * Source: doc.cryptomus.com, "Refund payments on blocked address".
 */
export const refundBlockedWallet = /* @__PURE__ */ defineOperation<RefundBlockedWalletParams, WalletRefund>({
  id: 'wallets.refundBlocked',
  method: 'POST',
  path: '/v1/wallet/blocked-address-refund',
  key: 'payment',
  repeatable: 'no',
  params: paramsSchema<RefundBlockedWalletParams>(
    { uuid: optionalParam(uuidParam), order_id: optionalParam(walletOrderIdParam), address: addressParam },
    exactlyOne('uuid', 'order_id'),
  ),
  result: record<WalletRefund>({ commission: money, amount: money }),
})
