import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus, heleket, resolveGateway } from '../../src/gateways/gateways.ts'
import { thrown } from '../support/thrown.ts'

test('without a choice the gateway is cryptomus', () => {
  assert.equal(resolveGateway(), cryptomus)
  assert.equal(resolveGateway(undefined), cryptomus)
})

test('a known gateway can be chosen by name', () => {
  assert.equal(resolveGateway('cryptomus'), cryptomus)
  assert.equal(resolveGateway('heleket'), heleket)
})

test('a gateway of your own is taken as it is', () => {
  const own = { ...cryptomus, id: 'own', apiUrl: 'https://gateway.example' }
  assert.equal(resolveGateway(own), own)
})

for (const bad of ['Cryptomus', 'stripe', '', 'toString', '__proto__', null, 7, {}, { id: 'x' }, { apiUrl: 'x' }, []]) {
  test(`${JSON.stringify(bad)} is refused as a gateway, with the known ones named`, () => {
    const error = thrown('config', () => resolveGateway(bad as never))
    assert.equal(error.option, 'gateway')
    assert.match(error.message, /cryptomus, heleket/)
    assert.equal(error.outcome, 'not_sent')
  })
}

test('cryptomus lives where its documentation says', () => {
  assert.deepEqual(cryptomus, {
    id: 'cryptomus',
    apiUrl: 'https://api.cryptomus.com',
    payUrl: 'https://pay.cryptomus.com',
    webhookIps: ['91.227.144.54'],
    keyOverrides: {},
    pathOverrides: {},
    unsupported: ['payouts.calculate', 'amlLinks.list', 'payments.refund.amount'],
  })
})

test('cryptomus is frozen all the way', () => {
  for (const part of [
    cryptomus,
    cryptomus.keyOverrides,
    cryptomus.pathOverrides,
    cryptomus.unsupported,
    cryptomus.webhookIps,
  ]) {
    assert.ok(Object.isFrozen(part))
  }
})

test('heleket lives where its documentation says, and signs refunds with the payout key', () => {
  assert.deepEqual(heleket, {
    id: 'heleket',
    apiUrl: 'https://api.heleket.com',
    payUrl: 'https://pay.heleket.com',
    webhookIps: ['31.133.220.8'],
    keyOverrides: { 'payments.refund': 'payout' },
    pathOverrides: { 'payments.resendWebhook': '/v1/payment/resend' },
    unsupported: [
      'recurrences.create',
      'recurrences.get',
      'recurrences.list',
      'recurrences.cancel',
      'payments.markAsPaid',
      'payments.resendWebhook.txid',
    ],
  })
})

test('heleket is frozen all the way', () => {
  for (const part of [heleket, heleket.keyOverrides, heleket.pathOverrides, heleket.unsupported, heleket.webhookIps])
    assert.ok(Object.isFrozen(part))
})
