import { encode } from 'fast-png'
import { default as encodeQR } from 'qr'

/** Pixels a module of the code. */
const scale = 4

/** Draws a QR code (ISO/IEC 18004) of a text, as a PNG in a data URI. */
export function qrImage(text: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4, scale })
  const data = Uint8Array.from(rows.flat(), (isDark) => (isDark ? 0 : 255))
  const png = encode({ width: rows.length, height: rows.length, data, channels: 1, depth: 8 })
  return `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))}`
}
