import type { Gateway } from './types.ts'

/** The Cryptomus gateway (doc.cryptomus.com). */
export const cryptomus: Gateway = /* @__PURE__ */ Object.freeze<Gateway>({
  id: 'cryptomus',
  apiUrl: 'https://api.cryptomus.com',
  payUrl: 'https://pay.cryptomus.com',
  webhookIps: /* @__PURE__ */ Object.freeze(['91.227.144.54']),
  keys: /* @__PURE__ */ Object.freeze({}),
  without: /* @__PURE__ */ Object.freeze(['payouts.calculate', 'amlLinks.list']),
})
