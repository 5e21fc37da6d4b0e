import { listOf, objectOf, text } from '../schema/result-fields.ts'
import { defineOperation } from './define-operation.ts'
import { type RecordRef, recordRefParams } from './shared.ts'

/** Where a check stands. The gateway may add to these. */
export type AmlLinkStatus = 'init' | 'pending' | 'completed' | 'expired' | (string & {})

/** A page where a payer whose payment is locked proves who they are. */
export interface AmlLink {
  /** Address of the page. */
  readonly link: string
  /** When it expires: ISO 8601 at UTC. */
  readonly expired_at: string
  /** Where the check stands. */
  readonly status: AmlLinkStatus
}

/**
 * Reads the pages where the payer of a locked payment proves who they are. Heleket only.
 *
 * Source: doc.heleket.com, "AML links".
 */
export const listAmlLinks = /* @__PURE__ */ defineOperation<RecordRef, readonly AmlLink[]>({
  id: 'amlLinks.list',
  method: 'POST',
  path: '/v1/payment/aml-links',
  key: 'payment',
  repeatable: 'reads',
  params: recordRefParams(),
  result: listOf(objectOf<AmlLink>({ link: text, expired_at: text, status: text })),
})

/** Checks of locked payments. Heleket only. */
export const amlLinks = {
  /** Reads the pages where the payer of a locked payment proves who they are. Heleket only. */
  list: listAmlLinks,
} as const
