import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxOptions, SandboxWire } from '../../../src/sandbox/types.ts'
import { createWorld, readWire } from '../../../src/sandbox/world/create-world.ts'
import { coins, convert } from '../../../src/sandbox/world/market.ts'
import { toUnits } from '../../../src/sandbox/world/units.ts'
import { startAt } from '../../support/sandbox.ts'
import { thrown } from '../../support/thrown.ts'

test('each wallet opens with 10,000 dollars, taken from outside', () => {
  const { ledger } = createWorld({ startAt })
  for (const coin of coins) {
    assert.equal(ledger.balanceOf('merchant', coin), convert(toUnits('10000'), 'USD', coin))
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

const defaults = {
  escapeUnicode: false,
  invalidSignStatus: 401,
  notFoundStatus: 422,
  confirmationMs: 0,
  payoutMs: 60_000,
  refundMs: 60_000,
  redeliveryMs: 60_000,
  redeliveries: 10,
  subtractFrom: 'balance',
}

test('every switch has a default', () => {
  assert.deepEqual(readWire({}, 'cryptomus'), defaults)
})

test('the two gateways take a fee from opposite sides', () => {
  assert.equal(readWire({}, 'heleket').subtractFrom, 'amount')
  assert.equal(readWire({ subtractFrom: 'balance' }, 'heleket').subtractFrom, 'balance')
})

test('a switch that is undefined keeps its default', () => {
  assert.deepEqual(readWire({ payoutMs: undefined, redeliveries: 2 }, 'cryptomus'), { ...defaults, redeliveries: 2 })
})

test('a duration may be endless', () => {
  assert.equal(readWire({ payoutMs: Number.POSITIVE_INFINITY }, 'cryptomus').payoutMs, Number.POSITIVE_INFINITY)
})

test('a value that does not fit is a config error that names the switch', () => {
  const unusable: readonly object[] = [
    { escapeUnicode: 'yes' },
    { invalidSignStatus: 302 },
    { notFoundStatus: 700 },
    { confirmationMs: -1 },
    { payoutMs: Number.NaN },
    { refundMs: '1' },
    { redeliveryMs: '60' },
    { redeliveries: 1.5 },
    { subtractFrom: 'both' },
  ]
  for (const wire of unusable) {
    const option = `wire.${Object.keys(wire)[0]}`
    const error = thrown('config', () => readWire(wire as SandboxWire, 'cryptomus'))
    assert.equal(error.option, option)
    assert.ok(error.message.startsWith(`${option} must be `), error.message)
  }
})

test('a misspelt switch is refused with the right one', () => {
  const error = thrown('config', () => readWire({ payoutMS: 1 } as SandboxWire, 'cryptomus'))
  assert.equal(error.option, 'wire.payoutMS')
  assert.match(error.message, /payoutMs/)
})
