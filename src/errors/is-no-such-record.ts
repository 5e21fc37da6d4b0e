import { isCryptomusError } from './is-cryptomus-error.ts'

// The words of the documented answers: "Payment not found", "Not found payout", "Payment was not found". Others that
// speak of something not found, such as the merchant's wallet or a service, say nothing about the record.
const words =
  /^(?:not found|(?:(?:payment|payout|invoice|record) )?(?:was )?not found)\b(?!.*(?:wallet|service|terminal))/i

/**
 * Whether an error of a reading call says that the gateway has no such record: a complete answer that says so in words,
 * or a 404. Everything else, a refused key among it, leaves it open.
 */
export function isNoSuchRecord(error: unknown): boolean {
  if (!isCryptomusError(error, 'api') || error.outcome !== 'rejected') return false
  if (error.status === 401 || error.status === 403) return false
  return error.status === 404 || words.test(error.gatewayMessage ?? '')
}
