import type { Gateway } from '../../gateways/types.ts'
import type { CreatePaymentParams } from '../../operations/payments/create-payment.ts'
import type { CreatePayoutParams } from '../../operations/payouts/create-payout.ts'
import type { PaymentStatus, PayoutStatus } from '../../status/types.ts'
import type { ResolvedWire } from '../wire.ts'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'
import type { Units } from './units.ts'

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
}

/** The currency, network and address that an invoice is paid through, and what is due there. */
export interface PaymentRoute {
  readonly currency: string
  readonly network: string
  readonly address: string
  readonly due: Units
}

/** A payout as the sandbox keeps it. Replaced, never changed in place. */
export interface PayoutRecord {
  readonly uuid: string
  readonly params: CreatePayoutParams
  readonly createdAt: number
  readonly updatedAt: number
  readonly status: PayoutStatus
  readonly isFinal: boolean
  /** Currency whose balance pays. */
  readonly fundedIn: string
  /** What that balance was debited, fee included. */
  readonly debited: Units
  /** The fee, in the currency that pays. */
  readonly fee: Units
  /** Currency that is sent. */
  readonly sentIn: string
  /** What the recipient gets. */
  readonly sent: Units
  readonly network: string
  readonly txid?: string | undefined
}

/** A webhook that waits to be sent, or to be sent again. */
export interface Outgoing {
  readonly url: string
  readonly body: string
  readonly dueAt: number
  readonly attempt: number
}

/** Everything that a sandbox knows. Only the functions of this folder change it. */
export interface World {
  readonly gateway: Gateway
  readonly wire: ResolvedWire
  readonly credentials: { readonly merchantId: string; readonly apiKey: string; readonly payoutApiKey: string }
  readonly random: Random
  readonly ledger: Ledger
  readonly invoices: Map<string, Invoice>
  readonly payouts: Map<string, PayoutRecord>
  readonly outgoing: Outgoing[]
  /** What time it is, and until when it is being advanced. */
  readonly clock: { now: number; until: number }
}
