export { createCaller } from './call/create-caller.ts'
export type { ClientOptions } from './call/types.ts'
export { type Bound, type BoundGroup, type Client, createClient } from './client.ts'
export { type EnvSettings, type GatewayId, readEnv } from './env.ts'
export { isCryptomusError } from './errors/is-cryptomus-error.ts'
export { type Settled, settle } from './errors/settle.ts'
export type {
  CallFields,
  CryptomusError,
  ErrorFields,
  ErrorKind,
  Issue,
  Outcome,
  WebhookReason,
} from './errors/types.ts'
export { cryptomus } from './gateways/cryptomus.ts'
export { heleket } from './gateways/heleket.ts'
export type { Gateway, HeaderRequest, KeyRole } from './gateways/types.ts'
export { addAmounts } from './money/add-amounts.ts'
export { compareAmounts } from './money/compare-amounts.ts'
export { subtractAmounts } from './money/subtract-amounts.ts'
export * from './operations/index.ts'
export type { SchemaIssue, SchemaResult, StandardSchema } from './schema/standard-schema.ts'
export * from './signing/index.ts'
export type { PaymentStatus, PayoutStatus } from './status/types.ts'
export type { ApiRequest, ApiResponse, Fetch, FetchInit, Middleware, ResponseLike, Send } from './transport/types.ts'
export * from './webhooks/index.ts'
