import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { createWorld } from '../../../src/sandbox/world/create-world.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { startAt } from '../../support/sandbox.ts'
import { thrown } from '../../support/thrown.ts'

test('each wallet opens with 10,000 dollars, taken from outside', () => {
  const { ledger, market } = createWorld({ startAt })
  for (const coin of market.coins) {
    assert.equal(ledger.balanceOf('merchant', coin), market.convert(toUnits('10000'), 'USD', coin))
    assert.equal(ledger.balanceOf('outside', coin), -ledger.balanceOf('merchant', coin))
  }
})

test('the clock starts at a date or at milliseconds', () => {
  assert.equal(createWorld({ startAt: new Date(startAt) }).clock.now, startAt)
  assert.equal(createWorld({ startAt: 0 }).clock.now, 0)
})

test('what cannot be used is a config error that names the option', () => {
  const unusable: readonly object[] = [
    { startAt: Number.NaN },
    { startAt: new Date('nonsense') },
    { startAt: '2026-05-01' },
    { startAt: 9e15 },
    { startAt: null },
    { merchantId: ' ' },
    { apiKey: '' },
    { payoutApiKey: '\t' },
    { gateway: 'stripe' },
    { deliver: 'https://shop.test' },
    { sede: 1 },
  ]
  for (const options of unusable) {
    const [option] = Object.keys(options)
    const error = thrown('config', () => createWorld(options as SandboxOptions))
    assert.equal(error.option, option)
    assert.ok(error.message.includes(option ?? ''), error.message)
  }
})

test('an option that is undefined keeps its default', () => {
  const { credentials } = createWorld({ startAt, apiKey: undefined, deliver: undefined })
  assert.equal(credentials.apiKey, 'sandbox-payment-api-key')
})
