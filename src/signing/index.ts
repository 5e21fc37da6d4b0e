export { buildHeaders, type HeaderInput, type SignedHeaders } from './build-headers.ts'
export { type Payload, type Sign, signPayload } from './sign-payload.ts'
