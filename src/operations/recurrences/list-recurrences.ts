import { optionalParam, textParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { record } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import { type Page, pageEntries } from '../shared/paging.ts'
import { type Recurrence, recurrenceReader } from './recurrence.ts'

/** Which page to read. */
export interface ListRecurrencesParams {
  /** The page to read: `paginate.nextCursor` of the one before. */
  readonly cursor?: string | undefined
}

/**
 * Reads one page of your recurring payments.
 *
 * A page holds up to 15; `paginate.nextCursor` names the next one and is `null` on the last.
 *
 * Source: doc.cryptomus.com, "List of recurring payments".
 */
export const listRecurrences = /* @__PURE__ */ defineOperation<ListRecurrencesParams, Page<Recurrence>>({
  id: 'recurrences.list',
  method: 'POST',
  path: '/v1/recurrence/list',
  key: 'payment',
  repeatable: 'reads',
  query: ['cursor'],
  params: paramsSchema<ListRecurrencesParams>({ cursor: optionalParam(textParam(1, 2048)) }),
  result: record<Page<Recurrence>>(pageEntries(recurrenceReader)),
})
