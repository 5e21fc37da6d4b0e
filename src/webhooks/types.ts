import type { Conversion } from '../operations/payments/payment.ts'
import type { PaymentStatus, PayoutStatus } from '../status/status.ts'

/**
 * API keys that a webhook may be signed with.
 *
 * One key; a list, while keys are rotated; or keys by role. By role, the `type` in the body selects the key: `payment` and
 * `wallet` are signed with the payment key, `payout` with the payout key, so a payout signed with the payment key is refused,
 * and so is any other type. Without roles, each key verifies each type.
 */
export type WebhookKeys =
  | string
  | readonly string[]
  | { readonly payment: string | readonly string[]; readonly payout: string | readonly string[] }

/** Members that this package adds to each event. */
export interface EventFields {
  /**
   * Key of the state that the record is in: `type:uuid:status`. Names a state, not the credit: an order is credited by `uuid`.
   *
   * The amount received follows for payments and wallets, and `final` for the failure of a payout that is final. What can come
   * back carries its time, where the event has it: `expired_at` for `cancel`, `updated_at` for `refund_fail` and for the
   * failure of a payout that is not final. A webhook has neither; an event that a record has confirmed has.
   */
  readonly stateKey: string
  /** `true` if the status is `paid` or `paid_over`: the whole amount has arrived, or the payout was sent. */
  readonly isPaid: boolean
}

/** Members that webhooks about invoices and about static wallets share. Amounts are decimal strings. */
export interface PaymentFields extends EventFields {
  /** UUID of the payment. Each top-up of a static wallet is a payment with its own UUID. */
  readonly uuid: string
  /** Your id of the invoice, or of the static wallet, which is the same for each of its top-ups. */
  readonly order_id: string
  /** Amount of the invoice, in `currency`, before fees. */
  readonly amount: string
  /** Amount that the payer has paid so far, in `payer_currency`, before fees. `"0.00000000"` if marked as paid by hand. */
  readonly payment_amount?: string | null | undefined
  /** Amount that the payer has paid so far, in US dollars, before fees. May be `"0.00"` until the payment is confirmed. */
  readonly payment_amount_usd?: string | null | undefined
  /** Amount credited to your balance, in `payer_currency`, after fees: `payment_amount` less `commission`. */
  readonly merchant_amount?: string | null | undefined
  /** Fee of the gateway, in `payer_currency`. */
  readonly commission?: string | null | undefined
  /**
   * `true` if the invoice can no longer be paid: it is paid or has expired. A final invoice can still be refunded. Of a static
   * wallet, the one top-up is final; the wallet stays open.
   */
  readonly is_final: boolean
  /** Status of the payment. Only `paid` and `paid_over` mean that the whole amount has arrived. */
  readonly status: PaymentStatus
  /** Address of the payer. `null` for a payment from an account at the gateway. */
  readonly from?: string | null | undefined
  /** UUID of the static wallet that was topped up. */
  readonly wallet_address_uuid?: string | null | undefined
  /** Code of the network that the payment is made on: `tron`. */
  readonly network?: string | null | undefined
  /** Currency of the invoice. */
  readonly currency: string
  /** Currency that the payer pays in. */
  readonly payer_currency?: string | null | undefined
  /** Amount that the payer was asked to pay, in `payer_currency`. */
  readonly payer_amount?: string | null | undefined
  /** Amount of `currency` that one unit of `payer_currency` is worth; seen in webhooks, but undocumented. */
  readonly payer_amount_exchange_rate?: string | null | undefined
  /** Note that was given when the invoice was created; the payer does not see it. */
  readonly additional_data?: string | null | undefined
  /** Conversion of `merchant_amount` into another currency. Absent unless auto-convert is on. */
  readonly convert?: Conversion | null | undefined
  /** Id of the transfer, for a payment from an account at the gateway. */
  readonly transfer_id?: string | null | undefined
  /**
   * Hash of the transaction. May be absent even when paid: for a payment from an account at the gateway, and for an invoice
   * that was marked as paid by hand. `uuid` identifies a payment.
   */
  readonly txid?: string | null | undefined
}

/**
 * Webhook about an invoice.
 *
 * @see https://doc.cryptomus.com/business/payments/webhook
 */
export interface PaymentEvent extends PaymentFields {
  /** Discriminates the types of event. */
  readonly type: 'payment'
}

/**
 * Webhook about a top-up of a static wallet.
 *
 * @see https://doc.cryptomus.com/business/payments/webhook
 */
export interface WalletEvent extends PaymentFields {
  /** Discriminates the types of event. */
  readonly type: 'wallet'
}

/**
 * Webhook about a payout. Amounts are decimal strings.
 *
 * @see https://doc.cryptomus.com/business/payouts/webhook
 */
export interface PayoutEvent extends EventFields {
  /** Discriminates the types of event. */
  readonly type: 'payout'
  /** UUID of the payout. */
  readonly uuid: string
  /** Your id of the payout. */
  readonly order_id: string
  /** Amount of the payout, in `currency`. */
  readonly amount: string
  /** Amount debited from your balance, all fees included. */
  readonly merchant_amount?: string | null | undefined
  /** Fee of the gateway. */
  readonly commission?: string | null | undefined
  /** `true` if the status can no longer change. A `fail` that is not final can still be sent again by the gateway's support. */
  readonly is_final: boolean
  /** Status of the payout. `paid` means sent; `fail` is the end only when `is_final` is `true`. */
  readonly status: PayoutStatus
  /**
   * Reason for the failure, sent by Cryptomus. Documented in lower case and shown in upper case in the example, so compare
   * without regard to case.
   *
   * - `aml`: the recipient did not pass the AML check.
   * - `system_error`: error of the gateway's server.
   * - `address_error`: the recipient's address is invalid.
   */
  readonly fail_reason?: string | null | undefined
  /** Hash of the transaction. Absent or `null` if the payout failed or went to an account at the gateway. */
  readonly txid?: string | null | undefined
  /** Currency of `amount`. */
  readonly currency: string
  /** Code of the network that the payout is made on. */
  readonly network?: string | null | undefined
  /** Cryptocurrency that the address receives. */
  readonly payer_currency?: string | null | undefined
  /** Amount of the payout, in `payer_currency`. */
  readonly payer_amount?: string | null | undefined
}

/**
 * Event of a verified webhook, discriminated by `type`: a frozen copy of the members that the gateway sent, without `sign`,
 * with those of `EventFields` added.
 *
 * Members that this version does not know are kept.
 *
 * @see https://doc.cryptomus.com/business/payments/webhook
 * @see https://doc.cryptomus.com/business/payouts/webhook
 */
export type WebhookEvent = PaymentEvent | WalletEvent | PayoutEvent
