import { type Md5, selectMd5 } from './select-md5.ts'

let found: Md5 | undefined

/** MD5 of a text's UTF-8 bytes, as 32 lower-case hex digits (RFC 1321). What the host offers is looked up once. */
export function md5Hex(text: string): string {
  found ??= selectMd5(globalThis)
  return found(text)
}
