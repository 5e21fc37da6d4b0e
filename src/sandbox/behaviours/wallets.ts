import type { GroupBehaviours } from '../behaviour-types.ts'
import { blockWallet } from '../wallets/block-wallet.ts'
import { createWallet } from '../wallets/create-wallet.ts'
import { refundWallet } from '../wallets/refund-wallet.ts'
import { walletQr } from '../wallets/wallet-qr.ts'

/** How the sandbox answers operations on static wallets. */
export const wallets: GroupBehaviours<'wallets'> = {
  create: (world, params, { payUrl }) => createWallet(world, params, payUrl),
  block: blockWallet,
  refundBlocked: refundWallet,
  createQr: walletQr,
}
