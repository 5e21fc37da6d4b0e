import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPaidStatus } from '../../src/status/is-paid-status.ts'

for (const status of ['paid', 'paid_over']) {
  test(`${status} says that the whole amount has arrived`, () => assert.equal(isPaidStatus(status), true))
}

const others = [
  'check',
  'process',
  'confirm_check',
  'wrong_amount_waiting',
  'wrong_amount',
  'cancel',
  'fail',
  'system_fail',
  'locked',
  'refund_process',
  'refund_fail',
  'refund_paid',
  'PAID',
  'something_new',
  '',
]
for (const status of others) {
  test(`"${status}" does not`, () => assert.equal(isPaidStatus(status), false))
}
