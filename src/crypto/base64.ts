import { type Base64, selectBase64 } from './select-base64.ts'

let found: Base64 | undefined

/** Base64 of bytes, or of a text's UTF-8 bytes (RFC 4648, section 4). What the host offers is looked up once. */
export function base64(content: string | Uint8Array): string {
  found ??= selectBase64(globalThis)
  return found(content)
}
