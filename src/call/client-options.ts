import type { GatewayId } from '../env.ts'
import type { Gateway } from '../gateways/types.ts'
import type { Logger } from '../logging/logger.ts'
import type { Sign } from '../signing/types.ts'
import type { Fetch, Middleware } from './types.ts'

/** What a client is made of. */
export interface ClientOptions {
  /**
   * UUID of the merchant, from the gateway's dashboard. Environment: `CRYPTOMUS_MERCHANT_ID`.
   *
   * The type takes `undefined` so that `process.env.X` can be passed as it is; at run time that is a `config` error.
   */
  readonly merchantId: string | undefined
  /** The payment API key. Environment: `CRYPTOMUS_API_KEY`. `undefined` is a `config` error, as above. */
  readonly apiKey: string | undefined
  /** The payout API key, which signs payouts and transfers. @default apiKey. Environment: `CRYPTOMUS_PAYOUT_API_KEY`. */
  readonly payoutApiKey?: string | undefined
  /** The transport and nothing else. @default the global `fetch`, looked up at each call */
  readonly fetch?: Fetch | undefined
  /** The gateway, or its name. @default cryptomus. Environment: `CRYPTOMUS_GATEWAY`. */
  readonly gateway?: Gateway | GatewayId | undefined
  /**
   * Where the API answers instead: https, or http on loopback. A path is kept and a `/v1` at its end dropped, because
   * operations name their version. Environment: `CRYPTOMUS_BASE_URL`.
   */
  readonly baseUrl?: string | undefined
  /** Milliseconds for a whole call, body included. @default 30_000 */
  readonly timeoutMs?: number | undefined
  /**
   * Milliseconds for one attempt, body included; running out of it counts as a broken connection.
   * @default 12_000 where the operation may be sent again, timeoutMs otherwise
   */
  readonly attemptTimeoutMs?: number | undefined
  /** How often is sent again what is safe to send twice, 0 to 10. Everything else is never sent again. @default 2 */
  readonly retries?: number | undefined
  /** Hears what the client does; `console` fits. Nothing secret is ever logged. @default nobody */
  readonly logger?: Logger | undefined
  /** Wraps every call, the first outermost. It sees no header and nothing secret. */
  readonly middleware?: readonly Middleware[] | undefined
  /** Makes the signature of a request. @default signPayload */
  readonly sign?: Sign | undefined
}
