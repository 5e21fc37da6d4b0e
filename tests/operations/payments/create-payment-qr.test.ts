import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPaymentQr } from '../../../src/operations/payments/create-payment-qr.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'

const table = paramTables['payments.createQr']
const result = { image: 'data:image/png;base64,iVBORw0KGgo=' }

checkParams(createPaymentQr, { ...table, result })

test('an answer to payments.createQr goes through unchanged', async () => {
  assert.deepEqual(await runWith(createPaymentQr, table.valid, result).promise, result)
})
