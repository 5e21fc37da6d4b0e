import { defineOperation } from '../define-operation.ts'
import { type RecordRef, recordRefParams } from '../shared/record-ref.ts'
import { type Recurrence, recurrenceReader } from './recurrence.ts'

/**
 * Reads one recurring payment, by the gateway's `uuid` or by your own `order_id`.
 *
 * Source: doc.cryptomus.com, "Recurring payment information".
 */
export const getRecurrence = /* @__PURE__ */ defineOperation<RecordRef, Recurrence>({
  id: 'recurrences.get',
  method: 'POST',
  path: '/v1/recurrence/info',
  key: 'payment',
  repeatable: 'reads',
  params: recordRefParams(),
  result: recurrenceReader,
})
