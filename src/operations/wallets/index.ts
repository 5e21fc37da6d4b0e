import { createWallet } from '../wallets.ts'
import { blockWallet } from './block-wallet.ts'
import { createWalletQr } from './create-wallet-qr.ts'
import { refundBlockedWallet } from './refund-blocked-wallet.ts'

/** Operations on static wallets. */
export const wallets = {
  /** Creates a static wallet: an address that can be topped up again and again. */
  create: createWallet,
  /** Blocks a static wallet: what is sent to it is no longer credited. */
  block: blockWallet,
  /** Refunds what was sent to a static wallet after it was blocked. */
  refundBlocked: refundBlockedWallet,
  /** Makes a QR code of a static wallet's address. */
  createQr: createWalletQr,
} as const

export type { CreateWalletParams, StaticWallet } from '../wallets.ts'
export type { BlockedWallet, BlockWalletParams, WalletStatus } from './block-wallet.ts'
export type { CreateWalletQrParams } from './create-wallet-qr.ts'
export type { RefundBlockedWalletParams, WalletRefund } from './refund-blocked-wallet.ts'
export { blockWallet, createWallet, createWalletQr, refundBlockedWallet }
