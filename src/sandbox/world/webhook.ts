import { signWebhook } from '../../webhooks/sign-webhook.ts'
import type { World } from './types.ts'

/** Signs a webhook as it is now and puts it in line to be sent. Without a `url_callback` there is none, and nothing is rendered. */
export function queueWebhook(
  { credentials, wire, outbox }: World,
  about: { readonly uuid: string; readonly params: { readonly url_callback?: string | undefined } },
  render: () => object,
  role: 'payment' | 'payout',
): void {
  const { url_callback: url } = about.params
  if (url === undefined) return
  const { escapeUnicode } = wire
  const body = signWebhook(render(), role === 'payout' ? credentials.payoutApiKey : credentials.apiKey, {
    escapeUnicode,
  })
  outbox.queue({ url, body, subject: about.uuid })
}
