/** The part of a Lambda event that is used: of API Gateway (payload format 1.0 and 2.0), a function URL or a load balancer. */
export interface LambdaEvent {
  /** HTTP method, in format 1.0. */
  readonly httpMethod?: string | undefined
  /** Path, in format 1.0. */
  readonly path?: string | undefined
  /** Path, in format 2.0. */
  readonly rawPath?: string | undefined
  /** Query string, in format 2.0. */
  readonly rawQueryString?: string | undefined
  /** Headers with one value each. */
  readonly headers?: Readonly<Record<string, string | undefined>> | null | undefined
  /** Headers with all of their values, in format 1.0. */
  readonly multiValueHeaders?: Readonly<Record<string, readonly string[] | undefined>> | null | undefined
  /** What is known beside the request; the part for each format. */
  readonly requestContext?: LambdaRequestContext | null | undefined
  /** The body, as text or in base64. */
  readonly body?: unknown
  /** Whether the body is base64. */
  readonly isBase64Encoded?: boolean | undefined
}

/** The part of an event's context that is used. */
export interface LambdaRequestContext {
  /** Format 1.0. */
  readonly identity?: {
    /** Address of the caller. */
    readonly sourceIp?: string | undefined
  }
  /** Format 2.0. */
  readonly http?: {
    /** HTTP method. */
    readonly method?: string | undefined
    /** Address of the caller. */
    readonly sourceIp?: string | undefined
  }
  /** A load balancer, which does not know the address of the caller. */
  readonly elb?: unknown
}

/** What a Lambda function answers; both formats take it. */
export interface LambdaResult {
  /** HTTP status. */
  readonly statusCode: number
  /** Headers by their lower-case names. */
  readonly headers: Record<string, string>
  /** The body, as text. */
  readonly body: string
  /** Whether the body is base64; it never is. */
  readonly isBase64Encoded: boolean
}

/** Answers one event. It never rejects. */
export type LambdaHandler = (event: LambdaEvent) => Promise<LambdaResult>
