import assert from 'node:assert/strict'
import { test } from 'node:test'
import { heleket } from '../../src/gateways/heleket.ts'

test('heleket lives where its documentation says, and signs refunds with the payout key', () => {
  assert.deepEqual(heleket, {
    id: 'heleket',
    apiUrl: 'https://api.heleket.com',
    payUrl: 'https://pay.heleket.com',
    webhookIps: ['31.133.220.8'],
    keys: { 'payments.refund': 'payout' },
    without: ['recurrences.create', 'recurrences.get', 'recurrences.list', 'recurrences.cancel'],
  })
})

test('heleket is frozen all the way', () => {
  for (const part of [heleket, heleket.keys, heleket.without, heleket.webhookIps]) assert.ok(Object.isFrozen(part))
})
