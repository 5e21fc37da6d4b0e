import { sendTestWebhook } from '../test-webhooks/send-test-webhook.ts'
import type { GroupBehaviours } from './types.ts'

/** How the sandbox answers requests for a test webhook. */
export const testWebhooks: GroupBehaviours<'testWebhooks'> = {
  payment: (world, params) => sendTestWebhook(world, 'payment', params),
  wallet: (world, params) => sendTestWebhook(world, 'wallet', params),
  payout: (world, params) => sendTestWebhook(world, 'payout', params),
}
