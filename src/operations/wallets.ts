import { codeParam, optionalParam, orderIdParam, textParam, urlParam } from '../schema/param-fields.ts'
import { paramsSchema } from '../schema/params-schema.ts'
import { identity, record, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'

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
  result: record<StaticWallet>({
    wallet_uuid: text,
    uuid: identity,
    address: text,
    network: text,
    currency: text,
    url: text,
    order_id: text,
  }),
})
