import type { Gateway } from './types.ts'

/** The Heleket gateway (doc.heleket.com), Cryptomus' twin. Its refunds are signed with the payout key since June 2026. */
export const heleket: Gateway = /* @__PURE__ */ Object.freeze<Gateway>({
  id: 'heleket',
  apiUrl: 'https://api.heleket.com',
  payUrl: 'https://pay.heleket.com',
  webhookIps: /* @__PURE__ */ Object.freeze(['31.133.220.8']),
  keys: /* @__PURE__ */ Object.freeze({ 'payments.refund': 'payout' }),
  without: /* @__PURE__ */ Object.freeze([
    'recurrences.create',
    'recurrences.get',
    'recurrences.list',
    'recurrences.cancel',
  ]),
})
