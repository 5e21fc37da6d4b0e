import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createLedger } from '../../../src/sandbox/world/ledger.ts'

test('what leaves one account arrives in the other', () => {
  const ledger = createLedger()
  ledger.move('outside', 'held', 'USDT', 500n)
  ledger.move('held', 'merchant', 'usdt', 200n)
  assert.equal(ledger.balanceOf('outside', 'USDT'), -500n)
  assert.equal(ledger.balanceOf('held', 'USDT'), 300n)
  assert.equal(ledger.balanceOf('merchant', 'Usdt'), 200n)
})

test('currencies are kept apart, and an account that was never used holds nothing', () => {
  const ledger = createLedger()
  ledger.move('outside', 'merchant', 'BTC', 1n)
  assert.equal(ledger.balanceOf('merchant', 'ETH'), 0n)
})

test('a movement to the same account changes nothing', () => {
  const ledger = createLedger()
  ledger.move('held', 'held', 'BTC', 7n)
  assert.equal(ledger.balanceOf('held', 'BTC'), 0n)
})
