import { uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { defineOperation } from '../define-operation.ts'
import { type QrCode, qrCodeReader } from '../shared/qr-code.ts'

/** Which wallet's address to show. */
export interface CreateWalletQrParams {
  /** UUID of the address: `uuid` of the wallet. */
  readonly wallet_address_uuid: string
}

/**
 * Makes a QR code of a static wallet's address.
 *
 * Source: doc.cryptomus.com, "Generate a QR code" (static wallet).
 */
export const createWalletQr = /* @__PURE__ */ defineOperation<CreateWalletQrParams, QrCode>({
  id: 'wallets.createQr',
  method: 'POST',
  path: '/v1/wallet/qr',
  key: 'payment',
  repeatable: 'reads',
  params: paramsSchema<CreateWalletQrParams>({ wallet_address_uuid: uuidParam }),
  result: qrCodeReader,
})
