import { uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { defineOperation } from '../define-operation.ts'
import { type QrCode, qrCodeReader } from '../shared/qr-code.ts'

/** Which invoice's address to show. */
export interface CreatePaymentQrParams {
  /** The gateway's id of the invoice. */
  readonly merchant_payment_uuid: string
}

/**
 * Makes a QR code of the address that an invoice is paid to.
 *
 * Source: doc.cryptomus.com, "Generate a QR code" (invoice).
 */
export const createPaymentQr = /* @__PURE__ */ defineOperation<CreatePaymentQrParams, QrCode>({
  id: 'payments.createQr',
  method: 'POST',
  path: '/v1/payment/qr',
  key: 'payment',
  repeatable: 'reads',
  params: paramsSchema<CreatePaymentQrParams>({ merchant_payment_uuid: uuidParam }),
  result: qrCodeReader,
})
