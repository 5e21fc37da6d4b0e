import { defineOperation } from '../define-operation.ts'
import { type Transfer, type TransferParams, transferParams, transferReader } from '../transfers.ts'

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
