import type { StaticWallet } from '../../operations/wallets.ts'
import { walletId } from '../world/wallet-id.ts'
import type { WalletRecord } from './wallet.ts'

/** Shows a static wallet as the gateway answers it. */
export function renderWallet({ uuid, params, currency, network, address }: WalletRecord, payUrl: string): StaticWallet {
  return {
    wallet_uuid: walletId('merchant', currency),
    uuid,
    address,
    network,
    currency,
    url: `${payUrl}/wallet/${uuid}`,
    order_id: params.order_id,
  }
}
