/** What the gateway does not document: each switch has the likeliest default. */
export interface SandboxWire {
  /** Escape what lies beyond ASCII in webhooks as `\uXXXX`. @default false */
  readonly escapeUnicode?: boolean | undefined
  /** HTTP status of a refused signature. @default 401 */
  readonly invalidSignStatus?: number | undefined
  /** HTTP status of a record that does not exist. @default 422 */
  readonly notFoundStatus?: number | undefined
  /** Milliseconds from a payment to its confirmation. @default 0 */
  readonly confirmationMs?: number | undefined
  /** Milliseconds that a payout is processed for. @default 60_000 */
  readonly payoutMs?: number | undefined
  /** Milliseconds that a refund is processed for. @default 60_000 */
  readonly refundMs?: number | undefined
  /** Milliseconds until a webhook that was not answered with 2xx is sent again; doubled each time. @default 60_000 */
  readonly redeliveryMs?: number | undefined
  /** How often a webhook is sent again at most. @default 10 */
  readonly redeliveries?: number | undefined
  /** What `is_subtract: true` takes a payout's fee from. @default what the gateway documents */
  readonly subtractFrom?: 'balance' | 'amount' | undefined
}

/** The same switches, all of them set. */
export type ResolvedWire = { readonly [Switch in keyof SandboxWire]-?: NonNullable<SandboxWire[Switch]> }
