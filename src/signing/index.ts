export { buildHeaders, type HeaderInput, type SignedHeaders } from './build-headers.ts'
export type { Payload, Sign } from './sign-payload.ts'
export { signPayload } from './sign-payload.ts'
