import { optionalParam, orderIdParam, uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { exactlyOne } from '../../schema/rules.ts'
import { defineOperation } from '../define-operation.ts'
import type { RecordRef } from '../shared/record-ref.ts'
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
  params: paramsSchema<RecordRef>(
    { uuid: optionalParam(uuidParam), order_id: optionalParam(orderIdParam(128)) },
    exactlyOne('uuid', 'order_id'),
  ),
  result: recurrenceReader,
})
