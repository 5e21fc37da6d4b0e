import { defineOperation } from '../define-operation.ts'
import { type Transfer, type TransferParams, transferParams, transferReader } from '../transfers.ts'

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
