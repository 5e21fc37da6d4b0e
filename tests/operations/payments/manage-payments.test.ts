import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refundPayment } from '../../../src/operations/payments/manage-payments.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'

const table = paramTables['payments.refund']

checkParams(refundPayment, { ...table, result: [] })

for (const result of [[], null, true, { commission: '1.00', amount: '14.00', address: 'T' }]) {
  test(`${JSON.stringify(result)} is an answer to payments.refund: money may have moved, whatever it says`, async () => {
    assert.deepEqual(await runWith(refundPayment, table.valid, result).promise, result)
  })
}
