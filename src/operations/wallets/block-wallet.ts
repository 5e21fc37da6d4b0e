import { flagParam, optionalParam, uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { identity, record, text } from '../../schema/result-fields.ts'
import { exactlyOne } from '../../schema/rules.ts'
import { defineOperation } from '../define-operation.ts'
import type { RecordRef } from '../shared/record-ref.ts'
import { walletOrderIdParam } from './wallet-order-id.ts'

/** Which wallet to block, and what becomes of what is sent to it. */
export type BlockWalletParams = RecordRef & {
  /** Whether what is sent to the address from now on goes back to its sender. @default false */
  readonly is_force_refund?: boolean | undefined
}

/** Where a static wallet stands. The gateway may add to these. */
export type WalletStatus = 'blocked' | 'active' | 'in_active' | (string & {})

/** The wallet that was blocked. */
export interface BlockedWallet {
  /** UUID of the address. */
  readonly uuid: string
  /** Where it stands now. */
  readonly status: WalletStatus
}

/**
 * Blocks a static wallet: what is sent to it is no longer credited.
 *
 * It can be refunded once, with `wallets.refundBlocked`, unless `is_force_refund` was set.
 *
 * Source: doc.cryptomus.com, "Block static wallet".
 */
export const blockWallet = /* @__PURE__ */ defineOperation<BlockWalletParams, BlockedWallet>({
  id: 'wallets.block',
  method: 'POST',
  path: '/v1/wallet/block-address',
  key: 'payment',
  repeatable: 'no',
  params: paramsSchema<BlockWalletParams>(
    {
      uuid: optionalParam(uuidParam),
      order_id: optionalParam(walletOrderIdParam),
      is_force_refund: optionalParam(flagParam),
    },
    exactlyOne('uuid', 'order_id'),
  ),
  result: record<BlockedWallet>({ uuid: identity, status: text }),
})
