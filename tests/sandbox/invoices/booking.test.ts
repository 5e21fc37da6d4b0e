import assert from 'node:assert/strict'
import { test } from 'node:test'
import { splitPayment } from '../../../src/sandbox/invoices/booking.ts'
import { fixedInvoice } from '../../support/sandbox.ts'

test('fee and credit are together what was paid, to the last digit', () => {
  for (const subtract of [0, 33, 100]) {
    for (const paid of [1n, 7n, 12_345_678_901n]) {
      const { fee, net } = splitPayment({ paid, params: { ...fixedInvoice, subtract } })
      assert.equal(fee + net, paid)
      assert.ok(fee >= 0n && net >= 0n)
    }
  }
})
