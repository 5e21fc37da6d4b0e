import type { GroupBehaviours } from '../behaviour-types.ts'
import { sendTestWebhook } from '../test-webhooks.ts'

/** How the sandbox answers requests for a test webhook. */
export const testWebhooks: GroupBehaviours<'testWebhooks'> = {
  payment: (world, params) => sendTestWebhook(world, 'payment', params),
  wallet: (world, params) => sendTestWebhook(world, 'wallet', params),
  payout: (world, params) => sendTestWebhook(world, 'payout', params),
}
