import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openPayout } from '../../../src/sandbox/payouts/open-payout.ts'
import { renderListedPayout, renderPayout } from '../../../src/sandbox/payouts/render-payout.ts'
import { fixedPayout, openWorld } from '../../tools/sandbox.ts'

const world = openWorld()
openPayout(world, fixedPayout)
const [payout = assert.fail()] = world.payouts.values()

test('a payout is answered with numbers where the gateway has them', () => {
  const shown = renderPayout(world, payout) as Readonly<Record<string, unknown>>
  assert.deepEqual([shown.balance, shown.payer_amount, shown.network], [9898, 100, 'TRON'])
  assert.ok(!('order_id' in shown) && !('created_at' in shown))
})

test('a payout is listed with a string for a balance, and with dates', () => {
  const shown = renderListedPayout(world, payout) as Readonly<Record<string, unknown>>
  assert.deepEqual([shown.balance, shown.created_at], ['9898.00000000', '2026-05-01T10:00:00+03:00'])
})
