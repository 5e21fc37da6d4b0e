import { createError } from '../errors/create-error.ts'
import type { CryptomusError, WebhookReason } from '../errors/types.ts'

/** Message for each reason why a webhook is not trusted, with the fix where one is known. */
export const reasonTexts: { readonly [Reason in WebhookReason]: string } = {
  malformed: 'The body is not a JSON object in UTF-8.',
  too_large: 'The body is larger than 64 KiB.',
  sign_missing: 'The body has no "sign". For a signature in a header, pass hmacSha256(signature) as the scheme.',
  sign_mismatch: 'The signature fits none of the keys. Pass the raw body, and the payout key for payout webhooks.',
  duplicate_key: 'The body has a name twice in one object.',
  not_raw:
    'The body has been parsed. Pass the raw body: express.raw({ type: "*/*" }), await request.text(). If it ' +
    'is lost, fromParsedBody(object) rebuilds the likeliest text.',
  unknown_type: 'The body is of no known type.',
}

/** Creates the error for a webhook that must not be trusted. */
export function webhookError(reason: WebhookReason, message = reasonTexts[reason]): CryptomusError<'webhook'> {
  return createError('webhook', message, { reason })
}
