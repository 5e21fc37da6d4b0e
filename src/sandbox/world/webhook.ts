import { signWebhook } from '../../webhooks/sign-webhook.ts'
import type { World } from './types.ts'

/** Signs a webhook now and puts it in line to be sent. Without a `url_callback` there is none. */
export function queueWebhook(
  { credentials, wire, outbox }: World,
  about: { readonly uuid: string; readonly params: { readonly url_callback?: string | undefined } },
  payload: object,
  role: 'payment' | 'payout',
): void {
  const { url_callback: url } = about.params
  if (url === undefined) return
  const { escapeUnicode } = wire
  const body = signWebhook(payload, role === 'payout' ? credentials.payoutApiKey : credentials.apiKey, {
    escapeUnicode,
  })
  outbox.queue({ url, body, subject: about.uuid })
}
