import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getPayment } from '../../../src/operations/payments/get-payment.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paymentSample } from '../../tools/samples.ts'

checkParams(getPayment, {
  valid: {},
  result: paymentSample,
  accepted: [
    { uuid: paymentSample.uuid },
    { uuid: paymentSample.uuid, order_id: undefined },
    { order_id: 'a' },
    { order_id: 'x'.repeat(128) },
  ],
  refused: [
    [{}, 'uuid', /or order_id is required/],
    [{ uuid: undefined, order_id: undefined }, 'uuid', /or order_id is required/],
    [{ uuid: 'u', order_id: 'o' }, 'order_id', /must not be given together with uuid; keep one/],
    [{ uuid: '' }, 'uuid', /1 to 64 characters/],
    [{ uuid: null }, 'uuid', /string of 1 to 64/],
    [{ order_id: 'x'.repeat(129) }, 'order_id', /1 to 128/],
    [{ order_id: '' }, 'order_id', /1 to 128/],
    [{ orderid: 'x' }, 'orderid', /did you mean order_id\?/],
    [{ amount: '1', uuid: 'u' }, 'amount', /is not known/],
  ],
})

test('an answer to payments.get goes through unchanged', async () => {
  const { promise } = runWith(getPayment, { order_id: 'order-1' }, paymentSample)
  assert.deepEqual(await promise, paymentSample)
})
