import type { Gateway } from '../../gateways/types.ts'
import type { Sandbox } from '../types.ts'

/** Options of `serveSandbox`; all are optional, and `undefined` counts as left out. */
export interface ServeOptions {
  /** The sandbox to serve. @default a new one */
  readonly sandbox?: Sandbox | undefined
  /** Port to listen on, from 0 to 65535; 0 chooses a free one. @default 0 */
  readonly port?: number | undefined
  /** Address or name of this machine to listen on; `'0.0.0.0'` for all addresses. @default '127.0.0.1' */
  readonly host?: string | undefined
  /**
   * More names under which requests are answered, without port. Always answered are IP addresses, `localhost` and names
   * below it, `host`, and beyond loopback names without a dot, such as a service of docker compose. @default []
   */
  readonly allowedHosts?: readonly string[] | undefined
  /**
   * Hosts beyond loopback to which webhooks may be posted, over https or http: `'app'` for any port, or `'app:3000'`. None
   * may lead to a link-local address or to the metadata of a cloud. @default []
   */
  readonly allowCallbackHosts?: readonly string[] | undefined
}

/** Options with which a client reaches a served sandbox over HTTP. */
export interface ServerClientOptions {
  /** Merchant id that the sandbox accepts. */
  readonly merchantId: string
  /** Payment key that the sandbox accepts. */
  readonly apiKey: string
  /** Payout key that the sandbox accepts. */
  readonly payoutApiKey: string
  /** The gateway that the sandbox imitates. */
  readonly gateway: Gateway
  /** Base URL of the server. */
  readonly baseUrl: string
}

/** A sandbox that is served over HTTP. */
export interface SandboxServer {
  /** URL of the server: `http://127.0.0.1:43210`. */
  readonly url: string
  /** Options for `createClient`: credentials and the URL of this server. */
  readonly clientOptions: ServerClientOptions
  /** The sandbox that is served. */
  readonly sandbox: Sandbox
  /** Stops listening and closes every connection. */
  readonly close: () => Promise<void>
}
