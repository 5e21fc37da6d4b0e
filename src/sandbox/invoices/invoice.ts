import type { CreatePaymentParams } from '../../operations/payments/create-payment.ts'
import type { PaymentStatus } from '../../status/status.ts'
import type { Units } from '../world/units.ts'

/**
 * Where the money of an invoice is.
 *
 * - `held`: what was paid waits at the gateway.
 * - `credited`: the merchant has it, less the fee.
 * - `refunding`: it was credited, and what is refunded has left the merchant and is on its way.
 * - `refunded`: the refund has arrived.
 */
export type Whereabouts = 'held' | 'credited' | 'refunding' | 'refunded'

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
  readonly money: Whereabouts
  readonly from?: string | undefined
  readonly txid?: string | undefined
  /** When the chain will have confirmed what was paid. */
  readonly confirmsAt?: number | undefined
  /** The static wallet that it tops up, if it does; `order_id` is that of the wallet then. */
  readonly walletUuid?: string | undefined
  /** When it will be counted as paid, as the merchant asked. */
  readonly marksAt?: number | undefined
  /** A refund that is under way, or has arrived. */
  readonly refund?: Refund | undefined
  /** How often its webhook was sent again as the merchant asked. */
  readonly resends?: number | undefined
}

/** A refund of an invoice. */
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

const defaultLifetimeSeconds = 3600

/** How long an invoice can be paid, in milliseconds. */
export const lifetimeOf = ({ lifetime = defaultLifetimeSeconds }: Pick<CreatePaymentParams, 'lifetime'>): number =>
  lifetime * 1000
