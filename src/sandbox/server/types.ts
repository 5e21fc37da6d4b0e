import type { Gateway } from '../../gateways/types.ts'
import type { Sandbox } from '../types.ts'

/** How a sandbox is served; everything has a default. */
export interface ServeOptions {
  /** The sandbox to serve. @default a new one */
  readonly sandbox?: Sandbox | undefined
  /** Port to listen on; 0 takes a free one. @default 0 */
  readonly port?: number | undefined
  /** Address to listen on. @default "127.0.0.1" */
  readonly host?: string | undefined
  /** Hosts beside loopback that webhooks may be posted to. @default none */
  readonly allowCallbackHosts?: readonly string[] | undefined
}

/** What a client needs to talk to a served sandbox over HTTP. */
export interface ServerClientOptions {
  /** UUID that the sandbox takes. */
  readonly merchantId: string
  /** Payment key that the sandbox takes. */
  readonly apiKey: string
  /** Payout key that the sandbox takes. */
  readonly payoutApiKey: string
  /** The gateway that the sandbox plays. */
  readonly gateway: Gateway
  /** Where the server listens. */
  readonly baseUrl: string
}

/** A sandbox that answers over HTTP. */
export interface SandboxServer {
  /** Where it answers: `http://127.0.0.1:43210`. */
  readonly url: string
  /** Options for `createClient`: credentials and this server's address. */
  readonly clientOptions: ServerClientOptions
  /** The sandbox behind it. */
  readonly sandbox: Sandbox
  /** Stops listening and closes every connection. */
  readonly close: () => Promise<void>
}
