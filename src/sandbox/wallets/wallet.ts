import type { CreateWalletParams, StaticWallet } from '../../operations/wallets.ts'
import type { Market } from '../world/market.ts'
import type { Units } from '../world/units.ts'

/** A static wallet as the sandbox keeps it. Replaced, never changed in place. */
export interface WalletRecord {
  readonly uuid: string
  readonly params: CreateWalletParams
  readonly createdAt: number
  readonly currency: string
  readonly network: string
  readonly address: string
  /** What becomes of what is sent to it: credited while it is active, held or returned once it is blocked. */
  readonly incoming: 'credited' | 'held' | 'returned'
  /** What is held, until it is refunded. */
  readonly held: Units
  /** Whether what was held has been refunded, which happens once. */
  readonly isRefunded: boolean
}

/** Shows a static wallet as the gateway answers it. */
export function renderWallet(
  { market }: { readonly market: Market },
  { uuid, params, currency, network, address }: WalletRecord,
  payUrl: string,
): StaticWallet {
  return {
    wallet_uuid: market.walletId('merchant', currency),
    uuid,
    address,
    network,
    currency,
    url: `${payUrl}/wallet/${uuid}`,
    order_id: params.order_id,
  }
}
