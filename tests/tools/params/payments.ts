import type { ParamTable } from '../check-params.ts'
import { badFlags, badOptions, badUuids, letters, missing, refTable } from './rows.ts'

const refund = refTable(128, { address: 'TXinventedAddressOfNobody0000000000', is_subtract: true })

/** The params of `payments.refund`. */
export const refundPaymentTable: ParamTable = {
  ...refund,
  accepted: [...refund.accepted, { is_subtract: false }, { address: 'x' }, { address: letters(255) }],
  refused: [
    ...refund.refused,
    ...missing('address', 'is_subtract'),
    ...badFlags('is_subtract'),
    [{ address: '' }, 'address', /1 to 255 characters/],
    [{ address: letters(256) }, 'address', /1 to 255 characters/],
    [{ address: 7 }, 'address', /string of 1 to 255/],
    [{ is_substract: true }, 'is_substract', /did you mean is_subtract\?/],
    [{ adress: 'x' }, 'adress', /did you mean address\?/],
  ],
}

const resend = refTable(128)
const none = { uuid: undefined }

/** The params of `payments.resendWebhook`. */
export const resendPaymentWebhookTable: ParamTable = {
  ...resend,
  accepted: [...resend.accepted, { ...none, txid: 'a' }, { ...none, txid: letters(256) }],
  refused: [
    ...resend.refused,
    [none, 'uuid', /^or order_id or txid is required$/],
    [{ txid: 'ab12' }, 'txid', /together with uuid/],
    [{ ...none, order_id: 'o', txid: 'ab12' }, 'txid', /together with order_id/],
    [{ ...none, txid: '' }, 'txid', /1 to 256 characters/],
    [{ ...none, txid: letters(257) }, 'txid', /1 to 256 characters/],
    [{ ...none, txid: 12 }, 'txid', /string of 1 to 256/],
    [{ tx_id: 'ab12' }, 'tx_id', /did you mean txid\?/],
  ],
}

/** The params of `payments.createQr`. */
export const createPaymentQrTable: ParamTable = {
  valid: { merchant_payment_uuid: '4a1f6d52-93c7-4e0b-8d2a-6b5c4d3e2f10' },
  accepted: [{}, { merchant_payment_uuid: 'u' }, { merchant_payment_uuid: letters(64) }],
  refused: [
    ...missing('merchant_payment_uuid'),
    ...badUuids('merchant_payment_uuid'),
    [{ payment_uuid: 'u' }, 'payment_uuid', /is not known/],
    [{ merchant_payment_uid: 'u' }, 'merchant_payment_uid', /did you mean merchant_payment_uuid\?/],
    ...badOptions,
  ],
}
