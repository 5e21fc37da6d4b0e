import type { RefusalReason } from '../errors/types.ts'
import { type FieldErrors, isFinalStatus } from './envelope.ts'

// The words that the gateway documents, or that were recorded from it. Amounts and currencies in them vary.
const known: readonly (readonly [RefusalReason, RegExp])[] = [
  ['invalid_sign', /^invalid sign/i],
  ['forbidden', /^you are forbidden/i],
  ['not_enough_funds', /^not enough (?:funds|balance)/i],
  ['amount_limit', /^(?:minimum|maximum) amount|^the (?:\w+ )?amount (?:is too small|should not be more)/i],
  [
    'not_found',
    // Something else that was not found, such as a wallet of the merchant or a service, says nothing about the record.
    /^no query results for model|^(?:(?:payment|payout|invoice|record) )?(?:was )?not found\b(?!.*(?:wallet|service|terminal))/i,
  ],
]

/** Returns why the gateway refused a request, or `undefined` where its words are none of the known ones. */
export function refusalReason(status: number, words = '', errors: FieldErrors = {}): RefusalReason | undefined {
  if (status === 429) return 'rate_limited'
  const [reason] = known.find(([, pattern]) => pattern.test(words)) ?? []
  // A server that refuses the key, or that is down, has not looked for the record.
  const hasLooked = isFinalStatus(status) && status !== 401 && status !== 403
  if (reason !== undefined && (hasLooked || reason !== 'not_found')) return reason
  // A path that the gateway does not serve is a 404 as well.
  if (status === 404 && !/\broute\b/i.test(words)) return 'not_found'
  if (status === 403) return 'forbidden'
  return status < 500 && Object.keys(errors).length > 0 ? 'invalid_params' : undefined
}
