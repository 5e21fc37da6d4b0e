import { record, text } from '../../schema/result-fields.ts'

/** A QR code, as a picture. */
export interface QrCode {
  /** The picture as a data URI: `data:image/png;base64,…`. */
  readonly image: string
}

/** How a QR code is read. */
export const qrCodeReader = /* @__PURE__ */ record<QrCode>({ image: text })
