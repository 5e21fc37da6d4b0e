import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus } from '../../src/gateways/cryptomus.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import type { OperationInfo } from '../../src/operations/types.ts'
import { authenticate } from '../../src/sandbox/authenticate.ts'
import type { SandboxOptions } from '../../src/sandbox/types.ts'
import { buildHeaders } from '../../src/signing/build-headers.ts'
import { openWorld } from '../tools/sandbox.ts'

const keys = { merchantId: 'merchant-1', apiKey: 'key-of-payments', payoutApiKey: 'key-of-payouts' }
const body = '{"a":"b/c"}'

function isLetIn(
  operation: OperationInfo,
  signed: Readonly<Record<string, string>>,
  sent = body,
  options: SandboxOptions = {},
) {
  const headers = new Headers(signed)
  const request = { method: 'POST', url: 'https://api.cryptomus.com/', headers, text: async () => sent }
  return authenticate(openWorld({ ...keys, ...options }), operation, request, sent)
}

const sign = (apiKey: string, merchantId = keys.merchantId) => ({ ...buildHeaders({ merchantId, apiKey, body }) })

test('lets the right key of the right merchant in', () => {
  assert.equal(isLetIn(createPayment, sign(keys.apiKey)), true)
  assert.equal(isLetIn(createPayout, sign(keys.payoutApiKey)), true)
})

test('refuses the key of the other kind', () => {
  assert.equal(isLetIn(createPayment, sign(keys.payoutApiKey)), false)
  assert.equal(isLetIn(createPayout, sign(keys.apiKey)), false)
})

test('refuses another merchant, a tampered body, and a request without headers', () => {
  assert.equal(isLetIn(createPayment, sign(keys.apiKey, 'merchant-2')), false)
  assert.equal(isLetIn(createPayment, sign(keys.apiKey), body.replace('b', 'd')), false)
  assert.equal(isLetIn(createPayment, {}), false)
})

test('a gateway may sign an operation with another key', () => {
  const gateway = { ...cryptomus, keys: { 'payments.create': 'payout' } } as const
  assert.equal(isLetIn(createPayment, sign(keys.payoutApiKey), body, { gateway }), true)
  assert.equal(isLetIn(createPayment, sign(keys.apiKey), body, { gateway }), false)
})

test('an operation that needs no key lets everyone in', () => {
  assert.equal(isLetIn({ ...createPayment, key: 'none' }, {}), true)
})
