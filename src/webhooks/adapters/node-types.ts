/** The part of a Node request that is used. `IncomingMessage` fits, and what Express, Nest and Next.js make of it. */
export interface NodeRequest {
  /** HTTP method. */
  readonly method?: string | undefined
  /** Path and query string. */
  readonly url?: string | undefined
  /** The same before a router took its own prefix off. */
  readonly originalUrl?: string | undefined
  /** Headers by their lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The connection, which knows where the request comes from. */
  readonly socket?: { readonly remoteAddress?: string | undefined } | null | undefined
  /** Whether all of it has been received. */
  readonly complete?: boolean | undefined
  /** Whether somebody has begun to read the body. */
  readonly readableDidRead?: boolean | undefined
  /** Whether the connection is gone. */
  readonly destroyed?: boolean | undefined
  /** What a body parser made of the body; used when it is text or bytes. */
  readonly body?: unknown
  /** The raw body, where the framework keeps one. */
  readonly rawBody?: unknown
  /** Listens to the stream of the body. */
  on(event: string, listener: (value?: unknown) => void): unknown
  /** Takes listeners away. */
  removeAllListeners(event: string): unknown
  /** Makes the body wait. */
  pause(): unknown
  /** Makes the body go on. */
  resume(): unknown
  /** Hangs up. */
  destroy(): unknown
}

/** The part of a Node response that is used. `ServerResponse` fits. */
export interface NodeResponse {
  /** HTTP status. */
  statusCode: number
  /** Whether somebody has answered already. */
  readonly headersSent: boolean
  /** Sets a header. */
  setHeader(name: string, value: string): unknown
  /** Sends the answer. */
  end(body: string): unknown
  /** Listens for what goes wrong while it is sent. */
  on(event: string, listener: (value?: unknown) => void): unknown
}

/** Answers a request of Node's. Resolves when the answer has been handed over, and never rejects. */
export type NodeListener = (
  request: NodeRequest,
  response: NodeResponse,
  next?: (error?: unknown) => void,
) => Promise<void>
