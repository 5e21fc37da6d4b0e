import { amlLinks } from './aml-links.ts'
import { balance } from './balance.ts'
import { discounts } from './discounts.ts'
import { payments } from './payments.ts'
import { payouts } from './payouts.ts'
import { rates } from './rates.ts'
import { recurrences } from './recurrences.ts'
import { testWebhooks } from './test-webhooks.ts'
import { transfers } from './transfers.ts'
import type { Behaviours } from './types.ts'
import { wallets } from './wallets.ts'

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
