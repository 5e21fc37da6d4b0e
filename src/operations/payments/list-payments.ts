import { paramsSchema } from '../../schema/params-schema.ts'
import { record } from '../../schema/result-fields.ts'
import { defineOperation } from '../define-operation.ts'
import { type ListParams, listParamEntries, type Page, pageEntries } from '../shared/paging.ts'
import { type Payment, paymentReader } from './payment.ts'

/**
 * Reads one page of your invoices.
 *
 * A page holds up to 15; `paginate.nextCursor` names the next one and is `null` on the last.
 *
 * Source: doc.cryptomus.com, "Payment history".
 */
export const listPayments = /* @__PURE__ */ defineOperation<ListParams, Page<Payment>>({
  id: 'payments.list',
  method: 'POST',
  path: '/v1/payment/list',
  key: 'payment',
  repeatable: 'reads',
  query: ['cursor'],
  params: paramsSchema<ListParams>(listParamEntries),
  result: record<Page<Payment>>(pageEntries(paymentReader)),
})
