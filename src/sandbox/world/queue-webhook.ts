import { signWebhook } from '../../webhooks/sign-webhook.ts'
import type { World } from './types.ts'

/** Signs a webhook now and puts it in line to be sent. Without a `url_callback` there is none. */
export function queueWebhook(world: World, url: string | undefined, payload: object, role: 'payment' | 'payout'): void {
  if (url === undefined) return
  const { apiKey, payoutApiKey } = world.credentials
  const { escapeUnicode } = world.wire
  const body = signWebhook(payload, role === 'payout' ? payoutApiKey : apiKey, { escapeUnicode })
  world.outgoing.push({ url, body, dueAt: world.clock.now, attempt: 1 })
}
