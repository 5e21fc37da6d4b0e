import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { walletOrderIdParam } from '../../../src/operations/wallets/wallet-order-id.ts'

test('an order_id of 32 characters is the longest that names a wallet, and the message says what names another', () => {
  assert.ok(v.safeParse(walletOrderIdParam, 'x'.repeat(32)).success)
  const { issues } = v.safeParse(walletOrderIdParam, 'x'.repeat(33))
  assert.equal(
    issues?.[0].message,
    'must be 1 to 32 letters, digits, "_" or "-"; name a wallet with a longer one by its uuid',
  )
})
