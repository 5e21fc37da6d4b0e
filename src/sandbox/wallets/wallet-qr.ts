import type { CreateWalletQrParams } from '../../operations/wallets/create-wallet-qr.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { qrImage } from '../world/qr-image.ts'
import type { World } from '../world/types.ts'

/** Answers `wallets.createQr`. Nothing is documented for a wallet that does not exist. */
export function walletQr({ wallets, wire }: World, { wallet_address_uuid: uuid }: CreateWalletQrParams): Answer {
  const wallet = wallets.get(uuid)
  return wallet === undefined
    ? refuse('Wallet not found', wire.notFoundStatus)
    : succeed({ image: qrImage(wallet.address) })
}
