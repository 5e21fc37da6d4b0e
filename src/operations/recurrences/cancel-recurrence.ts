import { defineOperation } from '../define-operation.ts'
import { type RecordRef, recordRefParams } from '../shared/record-ref.ts'
import { type Recurrence, recurrenceReader } from './recurrence.ts'

/**
 * Cancels a recurring payment and returns it.
 *
 * Source: doc.cryptomus.com, "Cancel recurring payment".
 */
export const cancelRecurrence = /* @__PURE__ */ defineOperation<RecordRef, Recurrence>({
  id: 'recurrences.cancel',
  method: 'POST',
  path: '/v1/recurrence/cancel',
  key: 'payment',
  repeatable: 'no',
  params: recordRefParams(),
  result: recurrenceReader,
})
