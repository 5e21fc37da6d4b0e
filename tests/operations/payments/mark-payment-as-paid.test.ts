import { markPaymentAsPaid } from '../../../src/operations/payments/mark-payment-as-paid.ts'
import { checkParams } from '../../tools/check-params.ts'
import { checkReading } from '../../tools/check-reading.ts'
import { paramTables } from '../../tools/param-tables.ts'

const sample = { success: true, message: 'Taken, and queued.' }

checkParams(markPaymentAsPaid, { ...paramTables['payments.markAsPaid'], result: sample })

checkReading('an answer to payments.markAsPaid', markPaymentAsPaid.result, {
  sample,
  drift: [
    [{ success: 1 }, { success: true }],
    [{ success: 'true' }, { success: true }],
    [{ success: '0' }, { success: false }],
    [{ success: 'soon' }, { success: 'soon' }],
    [{ message: 7 }, { message: '7' }],
  ],
})
