import { paramsSchema } from '../../schema/params-schema.ts'
import { record, text } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import { type ListParams, listParamEntries, type Page, pageEntries } from '../shared/paging.ts'
import { type Payout, payoutReader } from './payout.ts'

/** One page of payouts. */
export interface PayoutPage extends Page<Payout> {
  /** UUID of the merchant that they belong to. */
  readonly merchant_uuid: string
}

/**
 * Reads one page of your payouts.
 *
 * A page holds up to 15; `paginate.nextCursor` names the next one and is `null` on the last.
 *
 * Source: doc.cryptomus.com, "Payout history".
 */
export const listPayouts = /* @__PURE__ */ defineOperation<ListParams, PayoutPage>({
  id: 'payouts.list',
  method: 'POST',
  path: '/v1/payout/list',
  key: 'payout',
  repeatable: 'reads',
  query: ['cursor'],
  params: paramsSchema<ListParams>(listParamEntries),
  result: record<PayoutPage>(pageEntries(payoutReader, { merchant_uuid: text })),
})
