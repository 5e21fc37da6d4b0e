import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxWire } from '../../../src/sandbox/wire.ts'
import { readWire } from '../../../src/sandbox/world/read-wire.ts'
import { thrown } from '../../tools/thrown.ts'

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
