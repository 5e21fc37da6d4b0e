import type { Behaviours } from './behaviour-types.ts'
import { balance } from './behaviours/balance.ts'
import { discounts } from './behaviours/discounts.ts'
import { payments } from './behaviours/payments.ts'
import { payouts } from './behaviours/payouts.ts'
import { rates } from './behaviours/rates.ts'
import { recurrences } from './behaviours/recurrences.ts'
import { testWebhooks } from './behaviours/test-webhooks.ts'
import { transfers } from './behaviours/transfers.ts'
import { wallets } from './behaviours/wallets.ts'
import { amlLinks } from './catalogue.ts'

/** How the sandbox answers each operation. */
export const behaviours: Behaviours = {
  payments,
  wallets,
  payouts,
  transfers,
  recurrences,
  discounts,
  balance,
  rates,
  testWebhooks,
  amlLinks,
}
