export { buildHeaders, type HeaderInput, type SignedHeaders } from './build-headers.ts'
export { signPayload } from './sign-payload.ts'
export type { Payload, Sign } from './types.ts'
