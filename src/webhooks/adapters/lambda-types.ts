/** Subset of a Lambda event that is read: of API Gateway (payload format 1.0 and 2.0), a function URL or a load balancer. */
export interface LambdaEvent {
  /** HTTP method, in format 1.0 and from a load balancer. */
  readonly httpMethod?: string | undefined
  /** Path, in format 1.0 and from a load balancer. @default '/' */
  readonly path?: string | undefined
  /** Path, in format 2.0. */
  readonly rawPath?: string | undefined
  /** Query string, in format 2.0. @default '' */
  readonly rawQueryString?: string | undefined
  /** Headers with one value each. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined
  /** Headers with all of their values, in format 1.0; used before `headers`. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined
  /** Context of the request, with the IP address of the sender. */
  readonly requestContext?: LambdaRequestContext | null | undefined
  /** Body, as text or in base64. */
  readonly body?: unknown
  /** `true` if the body is in base64. @default false */
  readonly isBase64Encoded?: boolean | undefined
}

/** Subset of a Lambda event's request context that is read. */
export interface LambdaRequestContext {
  /** Sender, in format 1.0. */
  readonly identity?: {
    /** IP address of the sender. */
    readonly sourceIp?: string | undefined
  }
  /** Request line and sender, in format 2.0. */
  readonly http?: {
    /** HTTP method. */
    readonly method?: string | undefined
    /** IP address of the sender. */
    readonly sourceIp?: string | undefined
  }
  /** Context of a load balancer; it does not contain the IP address of the sender. */
  readonly elb?: unknown
}

/** Response of a Lambda function, in the form that both payload formats accept. */
export interface LambdaResult {
  /** HTTP status. */
  readonly statusCode: number
  /** Headers by their lower-case names. */
  readonly headers: Record<string, string>
  /** Body, as text. */
  readonly body: string
  /** Always `false`: the body is text. */
  readonly isBase64Encoded: boolean
}

/** Handler of a Lambda function. Never rejects. */
export type LambdaHandler = (event: LambdaEvent) => Promise<LambdaResult>
