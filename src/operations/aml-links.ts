import { listOf, objectOf, text } from '../schema/result-fields.ts'
import { declareOperation } from './define-operation.ts'
import { type RecordRef, recordRefParams } from './shared.ts'

/**
 * State of an AML questionnaire. The gateway may add values.
 *
 * - `init`: created, not started by the payer.
 * - `pending`: in progress.
 * - `completed`: completed by the payer.
 * - `expired`: not completed before `expired_at`.
 */
export type AmlLinkStatus = 'init' | 'pending' | 'completed' | 'expired' | (string & {})

/** Page with the AML questionnaire that the payer of a locked payment has to complete. */
export interface AmlLink {
  /** Address of the page, for the payer. */
  readonly link: string
  /** Time at which the link expires: ISO 8601 in UTC. */
  readonly expired_at: string
  /** State of the questionnaire. */
  readonly status: AmlLinkStatus
}

/**
 * Returns the pages where the payer of a locked payment completes the AML check; Heleket only.
 *
 * @throws {CryptomusError} kind `validation` or `config`: nothing was sent; the error names the param or the option.
 * @throws {CryptomusError} kind `api`, `response`, `network` or `timeout`: the gateway refused, or no usable response arrived.
 * @see https://doc.heleket.com/methods/payments/aml-links (AML links)
 */
export const listAmlLinks = /* @__PURE__ */ declareOperation<RecordRef, readonly AmlLink[]>({
  id: 'amlLinks.list',
  method: 'POST',
  path: '/v1/payment/aml-links',
  key: 'payment',
  repeatable: 'reads',
  params: () => recordRefParams(),
  result: () => listOf(objectOf<AmlLink>({ link: text, expired_at: text, status: text })),
})

/** Operations on AML checks of locked payments; Heleket only. */
export const amlLinks = {
  /** Returns the pages where the payer of a locked payment completes the AML check; Heleket only. */
  list: listAmlLinks,
} as const
