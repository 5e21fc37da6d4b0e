/** Subset of a Node request that is read: of `IncomingMessage`, and of the requests of Express, Nest and Next.js. */
export interface NodeRequest {
  /** HTTP method. @default 'GET' */
  readonly method?: string | undefined
  /** Path and query string. @default '/' */
  readonly url?: string | undefined
  /** Path and query string before a router removed its prefix; used instead of `url` if present. */
  readonly originalUrl?: string | undefined
  /** Headers by their lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** Connection, with the IP address of its other end. */
  readonly socket?: { readonly remoteAddress?: string | undefined } | null | undefined
  /** `true` if the whole request has been received. */
  readonly complete?: boolean | undefined
  /** `true` if reading the body has begun. */
  readonly readableDidRead?: boolean | undefined
  /** `true` if the connection is closed. */
  readonly destroyed?: boolean | undefined
  /** Result of a body parser; used if it is text or bytes. */
  readonly body?: unknown
  /** Raw body, where the framework keeps it; used before `body`. */
  readonly rawBody?: unknown
  /** Adds a listener for an event of the stream. */
  on(event: string, listener: (value?: unknown) => void): unknown
  /** Removes the listeners of an event. */
  removeAllListeners(event: string): unknown
  /** Pauses the stream of the body. */
  pause(): unknown
  /** Resumes the stream of the body. */
  resume(): unknown
  /** Closes the connection. */
  destroy(): unknown
}

/** Subset of a Node response that is used. `ServerResponse` fits. */
export interface NodeResponse {
  /** HTTP status. */
  statusCode: number
  /** `true` if a response has been sent. */
  readonly headersSent: boolean
  /** Sets a header. */
  setHeader(name: string, value: string): unknown
  /** Sends the response. */
  end(body: string): unknown
  /** Adds a listener for an event, such as an error of the connection. */
  on(event: string, listener: (value?: unknown) => void): unknown
}

/** Request listener of `node:http` and middleware of Express. Resolves when the response has been written; never rejects. */
export type NodeListener = (
  request: NodeRequest,
  response: NodeResponse,
  next?: (error?: unknown) => void,
) => Promise<void>
