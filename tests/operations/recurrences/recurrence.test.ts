import { recurrenceReader } from '../../../src/operations/recurrences/recurrence.ts'
import { checkReading } from '../../tools/check-reading.ts'
import { recurrenceSample } from '../../tools/examples/recurrences.ts'

checkReading('a recurrence', recurrenceReader, {
  sample: recurrenceSample,
  identity: 'uuid',
  drift: [
    [{ amount: 15 }, { amount: '15' }],
    [{ payer_amount_usd: 0 }, { payer_amount_usd: '0' }],
    [{ payer_amount: 1e-8 }, { payer_amount: '0.00000001' }],
    [{ order_id: 7 }, { order_id: '7' }],
    [
      { discount_days: 30, discount_amount: 5.5 },
      { discount_days: '30', discount_amount: '5.5' },
    ],
    [
      { discount_days: '30', discount_amount: '5.00', end_of_discount: '2026-05-31T10:00:00+03:00' },
      { discount_days: '30', discount_amount: '5.00', end_of_discount: '2026-05-31T10:00:00+03:00' },
    ],
    [{ status: 'cancel_by_user' }, { status: 'cancel_by_user' }],
    [{ status: 'on_the_moon' }, { status: 'on_the_moon' }],
    [{ period: 'daily' }, { period: 'daily' }],
    [{ additional_data: '{"a":"/"}' }, { additional_data: '{"a":"/"}' }],
  ],
})
