import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readWire, type SandboxWire } from '../../src/sandbox/wire.ts'
import { thrown } from '../support/thrown.ts'

const defaults = {
  escapeUnicode: false,
  successStatus: 200,
  invalidSignStatus: 401,
  notFoundStatus: 422,
  words: 'documented',
  refundKey: 'payment',
  refundResult: 'empty',
  testPayoutKey: 'either',
  payoutLookupLength: 32,
  payoutDetails: false,
  maxAccuracy: 50,
  confirmationMs: 0,
  payoutMs: 60_000,
  refundMs: 60_000,
  redeliveryMs: 60_000,
  redeliveries: 10,
  deliveryTimeoutMs: 10_000,
  subtractFrom: 'balance',
}

test('every switch has a default', () => {
  assert.deepEqual(readWire({}, 'cryptomus'), defaults)
})

test('heleket differs in the key of refunds and in what it says of a payout, and takes a switch all the same', () => {
  assert.deepEqual(readWire({}, 'heleket'), { ...defaults, refundKey: 'payout', payoutDetails: true })
  assert.equal(readWire({ refundKey: 'either' }, 'heleket').refundKey, 'either')
})

test('a switch that is undefined keeps its default', () => {
  assert.deepEqual(readWire({ payoutMs: undefined, redeliveries: 2 }, 'cryptomus'), { ...defaults, redeliveries: 2 })
})

test('a duration may be endless, except that of a receiver', () => {
  const forEver = Number.POSITIVE_INFINITY
  for (const name of ['confirmationMs', 'payoutMs', 'refundMs', 'redeliveryMs'] as const) {
    assert.equal(readWire({ [name]: forEver }, 'cryptomus')[name], forEver)
  }
  assert.equal(
    thrown('config', () => readWire({ deliveryTimeoutMs: forEver }, 'cryptomus')).option,
    'wire.deliveryTimeoutMs',
  )
})

test('a value that does not fit is a config error that names the switch', () => {
  const unusable: readonly object[] = [
    { escapeUnicode: 'yes' },
    { successStatus: 204 },
    { invalidSignStatus: 302 },
    { invalidSignStatus: '401' },
    { notFoundStatus: 700 },
    { words: 'spoken' },
    { refundKey: 'none' },
    { refundResult: 'nothing' },
    { testPayoutKey: 'both' },
    { payoutLookupLength: 0 },
    { payoutLookupLength: 101 },
    { payoutDetails: 1 },
    { maxAccuracy: 101 },
    { maxAccuracy: -1 },
    { confirmationMs: -1 },
    { payoutMs: Number.NaN },
    { refundMs: '1' },
    { redeliveryMs: '60' },
    { redeliveries: 1.5 },
    { redeliveries: -1 },
    { deliveryTimeoutMs: 0 },
    { deliveryTimeoutMs: 2_147_483_648 },
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

test('what is no object of switches is refused', () => {
  for (const wire of [null, 'fast', 5]) {
    assert.equal(thrown('config', () => readWire(wire as never, 'cryptomus')).option, 'wire')
  }
})
