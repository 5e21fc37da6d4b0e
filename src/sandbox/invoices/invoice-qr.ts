import type { CreatePaymentQrParams } from '../../operations/payments/create-payment-qr.ts'
import { type Answer, refuse, succeed } from '../world/answer.ts'
import { qrImage } from '../world/qr-image.ts'
import type { World } from '../world/types.ts'

/** Answers `payments.createQr`. Nothing is documented for what has no address; it is refused. */
export function invoiceQr({ invoices, wire }: World, { merchant_payment_uuid: uuid }: CreatePaymentQrParams): Answer {
  const invoice = invoices.get(uuid)
  if (invoice === undefined) return refuse('Payment not found', wire.notFoundStatus)
  const { route } = invoice
  return route === undefined ? refuse('Address not found') : succeed({ image: qrImage(route.address) })
}
