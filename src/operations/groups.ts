import { amlLinks } from './aml-links.ts'
import { balance } from './balance.ts'
import { discounts } from './discounts.ts'
import { payments } from './payments/index.ts'
import { payouts } from './payouts/index.ts'
import { rates } from './rates.ts'
import { recurrences } from './recurrences.ts'
import { testWebhooks } from './test-webhooks.ts'
import { transfers } from './transfers.ts'
import { wallets } from './wallets.ts'

/** The groups and their members, written by hand because the type that the compiler infers would lose the docs. */
export interface Groups {
  readonly payments: typeof payments
  readonly wallets: typeof wallets
  readonly payouts: typeof payouts
  readonly transfers: typeof transfers
  readonly recurrences: typeof recurrences
  readonly discounts: typeof discounts
  readonly balance: typeof balance
  readonly rates: typeof rates
  readonly testWebhooks: typeof testWebhooks
  readonly amlLinks: typeof amlLinks
}

/** All operations of this package, by group and member. The client, the sandbox and the reference are made from it. */
export const groups: Groups = {
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
