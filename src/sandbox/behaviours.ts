import { balanceBehaviours, discountBehaviours, transferBehaviours } from './account.ts'
import type { Behaviours } from './behaviour-types.ts'
import { amlLinkBehaviours, rateBehaviours } from './catalogue.ts'
import { paymentBehaviours } from './invoices/behaviour.ts'
import { payoutBehaviours } from './payouts/behaviour.ts'
import { recurrenceBehaviours } from './recurrences/behaviour.ts'
import { testWebhookBehaviours } from './test-webhooks.ts'
import { walletBehaviours } from './wallets/behaviour.ts'

/** The function that answers each operation, by group. */
export const behaviours: Behaviours = {
  payments: paymentBehaviours,
  wallets: walletBehaviours,
  payouts: payoutBehaviours,
  transfers: transferBehaviours,
  recurrences: recurrenceBehaviours,
  discounts: discountBehaviours,
  balance: balanceBehaviours,
  rates: rateBehaviours,
  testWebhooks: testWebhookBehaviours,
  amlLinks: amlLinkBehaviours,
}
