import { orderIdParam } from '../../schema/param-fields.ts'

/** Creating takes up to 100 characters, but blocking and refunding only 32. */
export const walletOrderIdParam = /* @__PURE__ */ orderIdParam(32, '; name a wallet with a longer one by its uuid')
