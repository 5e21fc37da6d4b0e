import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listPaymentServices } from '../../../src/operations/payments/list-payment-services.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'
import { serviceSample } from '../../tools/samples.ts'

checkParams(listPaymentServices, { ...paramTables['payments.listServices'], result: [serviceSample] })

test('payments.listServices sends no body', async () => {
  const { sent, promise } = runWith(listPaymentServices, {}, [serviceSample])
  assert.deepEqual(await promise, [serviceSample])
  assert.ok(!('body' in sent[0]!))
})
