import type { Conversion } from '../operations/payments/payment.ts'
import type { PaymentStatus, PayoutStatus } from '../status/status.ts'

/**
 * The keys that a webhook may be signed with.
 *
 * One key, several (to rotate them), or the keys by role: then the body's `type` chooses, and a payout under the payment
 * key is refused.
 */
export type WebhookKeys =
  | string
  | readonly string[]
  | { readonly payment: string | readonly string[]; readonly payout: string | readonly string[] }

/** What this package adds to each event. */
export interface EventFields {
  /**
   * Names this delivery: `type:uuid:status:is_final:amount`. Equal for a delivery that is repeated. It is not the key to
   * credit an order by; that is the `uuid`.
   */
  readonly id: string
  /** Whether the whole amount has arrived. */
  readonly isPaid: boolean
  /** Whether the gateway calls it final. */
  readonly isFinal: boolean
}

/** What webhooks of invoices and of static wallets share. */
export interface PaymentFields extends EventFields {
  /** UUID of the payment. Each top-up of a static wallet is a payment of its own. */
  readonly uuid: string
  /** Your id of the invoice or of the wallet. */
  readonly order_id: string
  /** Amount of the invoice, in `currency`. */
  readonly amount: string
  /** What the payer has paid so far, in `payer_currency`. */
  readonly payment_amount?: string | null | undefined
  /** What the payer has paid so far, in US dollars. */
  readonly payment_amount_usd?: string | null | undefined
  /** What is credited to you after fees. */
  readonly merchant_amount?: string | null | undefined
  /** The gateway's fee. */
  readonly commission?: string | null | undefined
  /** Whether the invoice can no longer be paid. */
  readonly is_final: boolean
  /** Where the payment stands. */
  readonly status: PaymentStatus
  /** Address that paid. */
  readonly from?: string | null | undefined
  /** UUID of the static wallet that was topped up. */
  readonly wallet_address_uuid?: string | null | undefined
  /** Network that was paid on. */
  readonly network?: string | null | undefined
  /** Currency of the invoice. */
  readonly currency: string
  /** Currency that the payer pays in. */
  readonly payer_currency?: string | null | undefined
  /** What the payer was asked to pay, in `payer_currency`. */
  readonly payer_amount?: string | null | undefined
  /** Rate between the two. */
  readonly payer_amount_exchange_rate?: string | null | undefined
  /** The note that you gave the invoice. */
  readonly additional_data?: string | null | undefined
  /** Set when auto-convert is on. */
  readonly convert?: Conversion | null | undefined
  /** Set when the payer paid from an account at the gateway. */
  readonly transfer_id?: string | null | undefined
  /** Hash of the transaction. Legally absent: never tell payments apart by it. */
  readonly txid?: string | null | undefined
}

/** A webhook about an invoice. */
export interface PaymentEvent extends PaymentFields {
  /** Tells the kinds of event apart. */
  readonly type: 'payment'
}

/** A webhook about a top-up of a static wallet. */
export interface WalletEvent extends PaymentFields {
  /** Tells the kinds of event apart. */
  readonly type: 'wallet'
}

/** A webhook about a payout. */
export interface PayoutEvent extends EventFields {
  /** Tells the kinds of event apart. */
  readonly type: 'payout'
  /** UUID of the payout. */
  readonly uuid: string
  /** Your id of the payout. */
  readonly order_id: string
  /** Amount of the payout, in `currency`. */
  readonly amount: string
  /** What your balance was debited, fees included. */
  readonly merchant_amount?: string | null | undefined
  /** The gateway's fee. */
  readonly commission?: string | null | undefined
  /** Whether the payout can no longer change. `fail` without it is not the end. */
  readonly is_final: boolean
  /** Where the payout stands. */
  readonly status: PayoutStatus
  /** Why it failed: `aml`, `system_error`, `address_error`. */
  readonly fail_reason?: string | null | undefined
  /** Hash of the transaction. Legally absent. */
  readonly txid?: string | null | undefined
  /** Currency of the payout. */
  readonly currency: string
  /** Network that it was sent on. */
  readonly network?: string | null | undefined
  /** Currency that was really sent. */
  readonly payer_currency?: string | null | undefined
  /** Amount that was really sent, in `payer_currency`. */
  readonly payer_amount?: string | null | undefined
}

/**
 * A webhook that was verified: a frozen copy of what the gateway sent, without its `sign`, with the members that this
 * version does not know, plus `id`, `isPaid` and `isFinal`.
 *
 * Source: doc.cryptomus.com, "Webhook" (payments and payouts).
 */
export type WebhookEvent = PaymentEvent | WalletEvent | PayoutEvent
