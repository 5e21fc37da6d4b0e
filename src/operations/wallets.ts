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
import { declareOperation } from './define-operation.ts'
import { type QrCode, qrCodeReader, type RecordRef, shortOrderIdParam } from './shared.ts'

/** A static wallet: an address for any number of top-ups. */
export interface StaticWallet {
  /** UUID of your business wallet that top-ups are credited to. */
  readonly wallet_uuid: string
  /** UUID of the address, which blocking, refunding and QR codes take. */
  readonly uuid: string
  /** Address to top up. */
  readonly address: string
  /** Network code. */
  readonly network: string
  /** Currency code. */
  readonly currency: string
  /** Page that shows the address. */
  readonly url: string
  /** Your own id of the wallet; undocumented, so it may be absent. */
  readonly order_id?: string | null | undefined
}

/** Static wallet to create. */
export interface CreateWalletParams {
  /** Currency code: `"USDT"`. */
  readonly currency: string
  /** Network code: `"tron"`. */
  readonly network: string
  /**
   * Your own id of the wallet: 1 to 100 letters or digits of any script, `_` or `-`; unique among your invoices, static
   * wallets and recurring payments. Blocking and refunding take up to 32 characters; use the `uuid` there for a longer one.
   */
  readonly order_id: string
  /**
   * Address that a webhook is sent to for each top-up: https, or http on loopback (any host with `allowHttp`); 6 to 255
   * characters.
   */
  readonly url_callback?: string | undefined
  /** Code of the referrer that your merchant is linked to. */
  readonly from_referral_code?: string | undefined
}

/**
 * Creates a static wallet, an address for any number of top-ups; a known `order_id` returns the existing wallet.
 *
 * Every top-up is credited, whatever its amount, and is a payment with a `uuid` of its own.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @throws {CryptomusError} kind `conflict`: what the gateway holds under this `order_id` differs; it is given as `existing`.
 * @see https://doc.cryptomus.com/business/payments/creating-static (Creating a Static wallet)
 */
export const createWallet = /* @__PURE__ */ declareOperation<CreateWalletParams, StaticWallet>({
  id: 'wallets.create',
  method: 'POST',
  path: '/v1/wallet',
  key: 'payment',
  repeatable: 'order_id',
  echo: ['order_id', 'currency', 'network'],
  params: () =>
    paramsSchema<CreateWalletParams>({
      currency: codeParam,
      network: codeParam,
      order_id: orderIdParam(100),
      url_callback: optionalParam(urlParam(255)),
      from_referral_code: optionalParam(textParam(1, 255)),
    }),
  result: () =>
    objectOf<StaticWallet>({
      wallet_uuid: text,
      uuid: identifier,
      address: text,
      network: text,
      currency: text,
      url: text,
      order_id: text,
    }),
})

/** Static wallet to block. */
export type BlockWalletParams = RecordRef & {
  /** `true` sends payments that arrive from now on back to their senders. @default false */
  readonly is_force_refund?: boolean | undefined
}

/**
 * Status of a static wallet. The gateway may add values.
 *
 * - `active`: top-ups are credited.
 * - `blocked`: top-ups are not credited.
 * - `in_active`: not active.
 */
export type WalletStatus = 'blocked' | 'active' | 'in_active' | (string & {})

/** Static wallet after it was blocked. */
export interface BlockedWallet {
  /** UUID of the address. */
  readonly uuid: string
  /** Status of the wallet. */
  readonly status: WalletStatus
}

/**
 * Blocks a static wallet, so that payments to its address are no longer credited.
 *
 * They can be refunded once, with `wallets.refundBlocked`, unless `is_force_refund` was `true`.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payments/block-wallet (Block static wallet)
 */
export const blockWallet = /* @__PURE__ */ declareOperation<BlockWalletParams, BlockedWallet>({
  id: 'wallets.block',
  method: 'POST',
  path: '/v1/wallet/block-address',
  key: 'payment',
  repeatable: 'no',
  params: () =>
    paramsSchema<BlockWalletParams>(
      {
        uuid: optionalParam(uuidParam),
        order_id: optionalParam(shortOrderIdParam()),
        is_force_refund: optionalParam(flagParam),
      },
      exactlyOne('uuid', 'order_id'),
    ),
  result: () => objectOf<BlockedWallet>({ uuid: identifier, status: text }),
})

/** Blocked static wallet to refund, and the address that gets the money. */
export type RefundBlockedWalletParams = RecordRef & {
  /** Address that gets the money: 10 to 128 letters, digits, `_` or `-`. */
  readonly address: string
}

/** Refund of a blocked static wallet. */
export interface WalletRefund {
  /** Fee of the refund, in the wallet's currency. */
  readonly commission: string
  /** Amount that is sent to the address, in the wallet's currency, after the fee. */
  readonly amount: string
}

/**
 * Refunds what was paid to a static wallet after it was blocked; the client never sends it again by itself.
 *
 * The gateway does it once for each wallet.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network`, `timeout` or `aborted`: `outcome` says what may have happened.
 * @see https://doc.cryptomus.com/business/payments/refundblocked (Refund payments on blocked address)
 */
export const refundBlockedWallet = /* @__PURE__ */ declareOperation<RefundBlockedWalletParams, WalletRefund>({
  id: 'wallets.refundBlocked',
  method: 'POST',
  path: '/v1/wallet/blocked-address-refund',
  key: 'payment',
  repeatable: 'no',
  params: () =>
    paramsSchema<RefundBlockedWalletParams>(
      {
        uuid: optionalParam(uuidParam),
        order_id: optionalParam(shortOrderIdParam()),
        address: patternParam(/^[\w-]{10,128}$/, 'must be 10 to 128 letters, digits, "_" or "-"'),
      },
      exactlyOne('uuid', 'order_id'),
    ),
  result: () => objectOf<WalletRefund>({ commission: money, amount: money }),
})

/** Static wallet whose address to show. */
export interface CreateWalletQrParams {
  /** UUID of the address: `uuid` of the static wallet. */
  readonly wallet_address_uuid: string
}

/**
 * Returns a QR code of a static wallet's address.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.cryptomus.com/business/payments/qr-code-pay-form (Generate a QR-code)
 */
export const createWalletQr = /* @__PURE__ */ declareOperation<CreateWalletQrParams, QrCode>({
  id: 'wallets.createQr',
  method: 'POST',
  path: '/v1/wallet/qr',
  key: 'payment',
  repeatable: 'reads',
  params: () => paramsSchema<CreateWalletQrParams>({ wallet_address_uuid: uuidParam }),
  result: qrCodeReader,
})

/** Operations on static wallets. */
export const wallets = {
  /** Creates a static wallet, an address for any number of top-ups; a known `order_id` returns the existing wallet. */
  create: createWallet,
  /** Blocks a static wallet, so that payments to its address are no longer credited. */
  block: blockWallet,
  /** Refunds what was paid to a static wallet after it was blocked; the client never sends it again by itself. */
  refundBlocked: refundBlockedWallet,
  /** Returns a QR code of a static wallet's address. */
  createQr: createWalletQr,
} as const
