import { orderIdParam } from '../../schema/param-fields.ts'

/** Creating takes up to 100 characters but reading only 32, and a payout that cannot be looked up cannot be made safe. */
export const payoutOrderIdParam = /* @__PURE__ */ orderIdParam(32, ' (a longer one could not be looked up again)')
