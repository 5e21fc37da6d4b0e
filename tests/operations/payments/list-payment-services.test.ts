import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPaymentServices } from '../../../src/operations/payments/list-payment-services.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { serviceSample } from '../../tools/samples.ts'

checkParams(listPaymentServices, {
  valid: {},
  result: [serviceSample],
  accepted: [{}],
  refused: [
    [{ currency: 'USDT' }, 'currency', /is not known \(none are\)/],
    [{ signal: undefined }, 'signal', /second argument/],
  ],
})

test('payments.listServices sends no body', async () => {
  const { sent, promise } = runWith(listPaymentServices, {}, [serviceSample])
  assert.deepEqual(await promise, [serviceSample])
  assert.ok(!('body' in sent[0]!))
})
