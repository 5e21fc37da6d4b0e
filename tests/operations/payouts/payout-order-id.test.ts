import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { payoutOrderIdParam } from '../../../src/operations/payouts/payout-order-id.ts'

test('an order_id of 32 characters is the longest that a payout takes, and the message says why', () => {
  assert.ok(v.safeParse(payoutOrderIdParam, 'x'.repeat(32)).success)
  const { issues } = v.safeParse(payoutOrderIdParam, 'x'.repeat(33))
  assert.equal(
    issues?.[0].message,
    'must be 1 to 32 letters, digits, "_" or "-" (a longer one could not be looked up again)',
  )
})
