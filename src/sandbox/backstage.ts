import type { Payment } from '../operations/payments/payment.ts'
import type { ApiReply } from './requests/reply.ts'
import type { Deliver, SandboxRequest } from './types.ts'

/** Under this name a sandbox lets its server in; shared by the ESM and the CJS copy. */
export const backstage = /* @__PURE__ */ Symbol.for('cryptomus-kit.sandbox.backstage')

/** The data on the page of a static wallet. */
export interface WalletView {
  readonly order_id: string
  readonly currency: string
  readonly network: string
  readonly address: string
  readonly status: 'active' | 'blocked'
}

/** What a server may do with a sandbox beyond its public face. */
export interface Backstage {
  /** Responds to one API request, also where the connection is to break. `payUrl` is where payers are sent. */
  readonly answer: (request: SandboxRequest, payUrl?: string) => Promise<ApiReply>
  /** Moves the clock as `advance` does, but waits for no receiver of webhooks. */
  readonly tick: (ms: number) => void
  /** Makes a receiver of webhooks, unless the sandbox was given one; returns a function that takes it away again. */
  readonly attach: (deliver: Deliver) => () => void
  /**
   * Returns what is missing of an invoice, in the currency that it would be paid in; `undefined` where that is open, and for
   * an unknown invoice.
   */
  readonly owed: (uuid: string) => string | undefined
  /** Returns an invoice as its payer sees it, with its page below `payUrl`; `undefined` for an unknown one. */
  readonly payment: (uuid: string, payUrl: string) => Payment | undefined
  /** Returns a static wallet; `undefined` for an unknown one. */
  readonly wallet: (uuid: string) => WalletView | undefined
}

/** Something that may be a sandbox with its back door. */
export interface WithBackstage {
  readonly [backstage]?: Backstage
}
