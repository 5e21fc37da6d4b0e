import { encode } from 'fast-png'
import { default as encodeQR } from 'qr'

/** Pixels a module of the code. */
const scale = 4

/** Draws a QR code (ISO/IEC 18004) of a text, as a PNG in a data URI. */
export function qrImage(text: string): string {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: 4 })
  const width = rows.length * scale
  const data = new Uint8Array(width * width).fill(255)
  for (const [y, row] of rows.entries()) {
    for (const [x, isDark] of row.entries()) {
      if (!isDark) continue
      // Line by line, because drawing pixel by pixel takes six times as long.
      for (let line = y * scale; line < (y + 1) * scale; line++) {
        data.fill(0, line * width + x * scale, line * width + (x + 1) * scale)
      }
    }
  }
  const png = encode({ width, height: width, data, channels: 1, depth: 8 })
  return `data:image/png;base64,${btoa(Array.from(png, (byte) => String.fromCharCode(byte)).join(''))}`
}
