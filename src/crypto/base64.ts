import { type Host, hostModule } from './host.ts'

/** Base64 of bytes, or of a text's UTF-8 bytes (RFC 4648, section 4). */
type Base64 = (content: string | ArrayBufferView) => string

let found: Base64 | undefined

/** Returns the Base64 of bytes, or of a text's UTF-8 bytes (RFC 4648, section 4). The encoder is chosen once. */
export function toBase64(content: string | ArrayBufferView): string {
  found ??= selectBase64(globalThis)
  return found(content)
}

interface HostBuffer {
  readonly from: {
    (text: string): { toString(encoding: 'base64'): string }
    (bytes: ArrayBufferLike, offset: number, length: number): { toString(encoding: 'base64'): string }
  }
}

/** Chooses the host's `Buffer` where there is one, which is several times faster, and the portable encoder elsewhere. */
export function selectBase64(host: Host): Base64 {
  const buffer = hostModule(host, 'node:buffer')?.Buffer as HostBuffer | undefined
  if (buffer === undefined) return base64Portable
  return (content) => {
    // ASCII, as nearly every body is: a third of the time, and the hash reads the text faster.
    if (typeof content === 'string' && !notAscii.test(content)) return btoa(content)
    return (
      typeof content === 'string'
        ? buffer.from(content)
        : buffer.from(content.buffer, content.byteOffset, content.byteLength)
    ).toString('base64')
  }
}

const notAscii = /[\u0080-\uffff]/

const base64Portable: Base64 = (content) => {
  const bytes =
    typeof content === 'string'
      ? new TextEncoder().encode(content)
      : new Uint8Array(content.buffer, content.byteOffset, content.byteLength)
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))
}
