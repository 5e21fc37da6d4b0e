import type { GatewayId } from '../env.ts'
import { requireGateway } from './require-gateway.ts'
import type { Gateway } from './types.ts'

/** The Cryptomus gateway (https://doc.cryptomus.com). */
export const cryptomus: Gateway = /* @__PURE__ */ Object.freeze<Gateway>({
  id: 'cryptomus',
  apiUrl: 'https://api.cryptomus.com',
  payUrl: 'https://pay.cryptomus.com',
  webhookIps: /* @__PURE__ */ Object.freeze(['91.227.144.54']),
  keyOverrides: /* @__PURE__ */ Object.freeze({}),
  pathOverrides: /* @__PURE__ */ Object.freeze({}),
  unsupported: /* @__PURE__ */ Object.freeze(['payouts.calculate', 'amlLinks.list', 'payments.refund.amount']),
})

/** The Heleket gateway (https://doc.heleket.com), the twin of Cryptomus. It signs refunds with the payout key. */
export const heleket: Gateway = /* @__PURE__ */ Object.freeze<Gateway>({
  id: 'heleket',
  apiUrl: 'https://api.heleket.com',
  payUrl: 'https://pay.heleket.com',
  webhookIps: /* @__PURE__ */ Object.freeze(['31.133.220.8']),
  keyOverrides: /* @__PURE__ */ Object.freeze({ 'payments.refund': 'payout' }),
  pathOverrides: /* @__PURE__ */ Object.freeze({ 'payments.resendWebhook': '/v1/payment/resend' }),
  unsupported: /* @__PURE__ */ Object.freeze([
    'recurrences.create',
    'recurrences.get',
    'recurrences.list',
    'recurrences.cancel',
    'payments.markAsPaid',
    'payments.resendWebhook.txid',
  ]),
})

const known: Readonly<Record<GatewayId, Gateway>> = { cryptomus, heleket }

/**
 * Returns a gateway by its name, or the given one if it has `id` and `apiUrl`.
 *
 * @throws {CryptomusError} kind `config`: neither a known name nor such an object.
 */
export function resolveGateway(gateway: Gateway | GatewayId = cryptomus): Gateway {
  const given = requireGateway(gateway)
  return typeof given === 'string' ? known[given] : given
}
