import { optionalParam, orderIdParam, uuidParam } from '../../schema/param-fields.ts'
import { paramsSchema } from '../../schema/params-schema.ts'
import { exactlyOne } from '../../schema/rules.ts'
import { defineOperation } from '../define-operation.ts'
import type { RecordRef } from '../shared/record-ref.ts'
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
  params: paramsSchema<RecordRef>(
    { uuid: optionalParam(uuidParam), order_id: optionalParam(orderIdParam(128)) },
    exactlyOne('uuid', 'order_id'),
  ),
  result: recurrenceReader,
})
