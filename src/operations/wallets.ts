import {
  codeParam,
  flagParam,
  optionalParam,
  orderIdParam,
  patternParam,
  textParam,
  urlParam,
  uuidParam,
} from '../schema/param-fields.ts'
import { exactlyOne, paramsSchema } from '../schema/params-schema.ts'
import { identifier, money, objectOf, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'
import { type QrCode, qrCodeReader, type RecordRef } from './shared.ts'

/** Creating takes up to 100 characters, but blocking and refunding only 32. */
const walletOrderIdParam = /* @__PURE__ */ orderIdParam(32, '; name a wallet with a longer one by its uuid')

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
  result: objectOf<BlockedWallet>({ uuid: identifier, status: text }),
})

/** Which wallet's address to show. */
export interface CreateWalletQrParams {
  /** UUID of the address: `uuid` of the wallet. */
  readonly wallet_address_uuid: string
}

/**
 * Makes a QR code of a static wallet's address.
 *
 * Source: doc.cryptomus.com, "Generate a QR code" (static wallet).
 */
export const createWalletQr = /* @__PURE__ */ defineOperation<CreateWalletQrParams, QrCode>({
  id: 'wallets.createQr',
  method: 'POST',
  path: '/v1/wallet/qr',
  key: 'payment',
  repeatable: 'reads',
  params: paramsSchema<CreateWalletQrParams>({ wallet_address_uuid: uuidParam }),
  result: qrCodeReader,
})

/** What a static wallet is made for. */
export interface CreateWalletParams {
  /** Currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. */
  readonly network: string
  /**
   * Your own id of the wallet: 1 to 100 letters, digits, `_` or `-`; unique among your invoices, static wallets and
   * recurrences. Blocking takes at most 32 characters, so use the `uuid` there for longer ones.
   */
  readonly order_id: string
  /** Where a webhook is sent for each top-up: https, 6 to 255 characters. */
  readonly url_callback?: string | undefined
  /** Referral code that links you to the one who referred you. */
  readonly from_referral_code?: string | undefined
}

/** A static wallet: an address that can be topped up any number of times. */
export interface StaticWallet {
  /** UUID of your wallet at the gateway that top-ups are credited to. */
  readonly wallet_uuid: string
  /** UUID of the address: the one that blocking and QR codes take. */
  readonly uuid: string
  /** The address. */
  readonly address: string
  /** Network code. */
  readonly network: string
  /** Currency code. */
  readonly currency: string
  /** Page that shows the address. */
  readonly url: string
  /** Your id of the wallet. The gateway's example answers leave it out. */
  readonly order_id?: string | null | undefined
}

/**
 * Creates a static wallet: an address that can be topped up again and again.
 *
 * Sending it again is safe: a known `order_id` answers with the wallet that exists. Every top-up is credited, whatever its
 * amount, and is a payment of its own.
 *
 * Source: doc.cryptomus.com, "Creating a static wallet".
 */
export const createWallet = /* @__PURE__ */ defineOperation<CreateWalletParams, StaticWallet>({
  id: 'wallets.create',
  method: 'POST',
  path: '/v1/wallet',
  key: 'payment',
  repeatable: 'order_id',
  echo: ['order_id', 'currency', 'network'],
  params: paramsSchema<CreateWalletParams>({
    currency: codeParam,
    network: codeParam,
    order_id: orderIdParam(100),
    url_callback: optionalParam(urlParam(255)),
    from_referral_code: optionalParam(textParam(1, 255)),
  }),
  result: objectOf<StaticWallet>({
    wallet_uuid: text,
    uuid: identifier,
    address: text,
    network: text,
    currency: text,
    url: text,
    order_id: text,
  }),
})

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
  result: objectOf<WalletRefund>({ commission: money, amount: money }),
})

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
