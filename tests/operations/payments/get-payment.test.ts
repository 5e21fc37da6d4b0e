import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getPayment } from '../../../src/operations/payments/get-payment.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { paymentSample } from '../../tools/samples.ts'

checkParams(getPayment, { ...paramTables['payments.get'], result: paymentSample })

test('an answer to payments.get goes through unchanged', async () => {
  const { promise } = runWith(getPayment, { order_id: 'order-1' }, paymentSample)
  assert.deepEqual(await promise, paymentSample)
})
