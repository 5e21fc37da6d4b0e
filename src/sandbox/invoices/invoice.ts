import type { CreatePaymentParams } from '../../operations/payments/create-payment.ts'
import type { PaymentStatus } from '../../status/status.ts'
import type { Units } from '../world/units.ts'

/** An invoice as the sandbox keeps it. Replaced, never changed in place. */
export interface Invoice {
  readonly uuid: string
  readonly params: CreatePaymentParams
  readonly createdAt: number
  readonly updatedAt: number
  readonly expiresAt: number
  readonly status: PaymentStatus
  readonly isFinal: boolean
  /** How the payer pays; absent until that is decided. */
  readonly route?: PaymentRoute | undefined
  /** What has been paid so far, in the route's currency. */
  readonly paid: Units
  readonly from?: string | undefined
  readonly txid?: string | undefined
  /** When the chain will have confirmed what was paid. */
  readonly confirmsAt?: number | undefined
  /** The static wallet that it tops up, if it does; `order_id` is that of the wallet then. */
  readonly walletUuid?: string | undefined
  /** When it will be counted as paid, as the merchant asked. */
  readonly marksAt?: number | undefined
  /** A refund that is under way. */
  readonly refund?: Refund | undefined
  /** How often its webhook was sent again as the merchant asked. */
  readonly resends?: number | undefined
}

/** A refund that is under way. */
export interface Refund {
  readonly currency: string
  /** What the merchant's balance was debited. */
  readonly debited: Units
  /** The part of it that the gateway keeps. */
  readonly fee: Units
  /** When the money arrives. */
  readonly endsAt: number
}

/** The currency, network and address that an invoice is paid through, and what is due there. */
export interface PaymentRoute {
  readonly currency: string
  readonly network: string
  readonly address: string
  readonly due: Units
}
