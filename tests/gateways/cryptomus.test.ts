import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus } from '../../src/gateways/cryptomus.ts'

test('cryptomus lives where its documentation says', () => {
  assert.deepEqual(cryptomus, {
    id: 'cryptomus',
    apiUrl: 'https://api.cryptomus.com',
    payUrl: 'https://pay.cryptomus.com',
    webhookIps: ['91.227.144.54'],
    keys: {},
    without: ['payouts.calculate', 'amlLinks.list'],
  })
})

test('cryptomus is frozen all the way', () => {
  for (const part of [cryptomus, cryptomus.keys, cryptomus.without, cryptomus.webhookIps]) {
    assert.ok(Object.isFrozen(part))
  }
})
