import type { GatewayId } from '../../env.ts'
import type { Gateway } from '../../gateways/types.ts'
import type { Logger } from '../../logging/logger.ts'
import type { Payment } from '../../operations/payments/payment.ts'
import type { Payout } from '../../operations/payouts/payout.ts'
import type { WebRequest, WebResponse } from '../../platform/types.ts'
import type { Scheme } from '../../signing/types.ts'
import type { Store } from '../../stores/types.ts'
import type { WebhookEvent } from '../types.ts'
import type { WebhookHandlers } from './handler-map.ts'
import type { WebhookRecord } from './results.ts'

/** What is known of a delivery beside the request itself; adapters fill it in. */
export interface DeliveryContext {
  /** Address of the socket that the request came through, never one from a header. */
  readonly remoteAddress?: string | undefined
}

/** Receives one delivery and answers it. It never rejects. */
export type WebhookHandle = (request: WebRequest, context?: DeliveryContext) => Promise<WebResponse>

/** Reads records again: a client, or anything with these two members. */
export interface RecordReader {
  /** Reads invoices. */
  readonly payments: { readonly get: (params: { readonly uuid: string }) => Promise<Payment> }
  /** Reads payouts. */
  readonly payouts: {
    readonly get: (
      params:
        | { readonly uuid: string; readonly order_id?: never }
        | { readonly order_id: string; readonly uuid?: never },
    ) => Promise<Payout>
  }
}

/** What your own records say that an invoice is about. */
export interface ExpectedAmount {
  /** Amount of the invoice, as a decimal string. */
  readonly amount: string
  /** Currency of that amount: `USD`. */
  readonly currency: string
}

/** What a webhook handler is made of. */
export interface WebhookHandlerOptions {
  /** The payment API key, or several while you rotate it. `undefined` is a `config` error. */
  readonly apiKey: string | readonly string[] | undefined
  /** The payout API key, which signs webhooks of payouts, or several. @default apiKey */
  readonly payoutApiKey?: string | readonly string[] | undefined
  /**
   * Reads each event's record again before anything runs: a client. It costs one call an event, and is what keeps a
   * replayed, outdated or test webhook from counting as money.
   *
   * `false` only where handlers do that themselves, or where nothing of value depends on them.
   */
  readonly confirm: RecordReader | false
  /** What to run; the most specific one runs, once. An event without one is acknowledged. */
  readonly on: WebhookHandlers
  /**
   * What your own records say about an invoice; `undefined` where they say nothing. A difference in amount or currency
   * runs `payment.mismatch`, and is a 500 where there is none.
   */
  readonly expected?:
    | ((
        event: WebhookEvent & { readonly type: 'payment' },
      ) => ExpectedAmount | undefined | Promise<ExpectedAmount | undefined>)
    | undefined
  /** Remembers what was handled, so that an event that comes twice runs once. Without one, it runs each time. */
  readonly store?: Store | undefined
  /** Milliseconds for which one worker owns an event; renewed while its handler runs. @default 30_000 */
  readonly leaseMs?: number | undefined
  /** Bytes of the largest body that is read, up to 65_536. @default 65_536 */
  readonly maxBodyBytes?: number | undefined
  /** Milliseconds within which the whole body has to arrive. @default 10_000 */
  readonly bodyTimeoutMs?: number | undefined
  /** Addresses that may deliver: `cryptomus.webhookIps`. An extra layer only; it is no proof. @default any */
  readonly allowedIps?: readonly string[] | undefined
  /** Finds the sender's address, behind a proxy of yours for instance. @default the socket's, as the adapter knows it */
  readonly clientIp?: ((request: WebRequest, context: DeliveryContext) => string | undefined) | undefined
  /** Whether a delivery may go on; `key` is the sender's address, or `unknown`. `false` is a 429. */
  readonly rateLimit?: ((key: string, request: WebRequest) => boolean | Promise<boolean>) | undefined
  /** Hears how deliveries end; `console` fits. Nothing secret is ever logged. @default nobody */
  readonly logger?: Logger | undefined
  /** Gets one record a delivery, for metrics. What it throws disturbs nothing. */
  readonly record?: ((record: WebhookRecord) => unknown) | undefined
  /** Makes the scheme of a request, for a signature beside the body. @default the gateway's, or bodySign */
  readonly scheme?: ((request: WebRequest) => Scheme) | undefined
  /** The gateway, or its name. @default cryptomus */
  readonly gateway?: Gateway | GatewayId | undefined
  /** The clock, in milliseconds since 1970. Workers that share a store must agree on it. @default Date.now */
  readonly now?: (() => number) | undefined
}
