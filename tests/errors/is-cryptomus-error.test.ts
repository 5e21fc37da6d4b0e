import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { isCryptomusError, isNoSuchRecord } from '../../src/errors/is-cryptomus-error.ts'
import { apiError, networkError } from '../support/webhook-handler.ts'

const error = createError('config', 'm', { option: 'apiKey' })

test('knows an error of this package', () => {
  assert.equal(isCryptomusError(error), true)
})

test('tells the kinds apart', () => {
  assert.equal(isCryptomusError(error, 'config'), true)
  assert.equal(isCryptomusError(error, 'api'), false)
})

test('takes nothing else for one', () => {
  const others = [undefined, null, 'CryptomusError', 7, {}, new Error('m'), { kind: 'config', name: 'CryptomusError' }]
  for (const other of others) assert.equal(isCryptomusError(other), false)
})

test('knows an error that another copy of this package made', async () => {
  const otherCopy = '../../src/errors/create-error.ts?copy'
  const other = (await import(otherCopy)) as { readonly createError: typeof createError }
  assert.notEqual(other.createError, createError)
  assert.equal(isCryptomusError(other.createError('config', 'm', { option: 'apiKey' }), 'config'), true)
})

for (const words of [
  'Not found',
  'Payment not found',
  'Payment not found.',
  'Payment was not found',
  'Not found payment',
  'Not found payout',
  'Payout not found',
  'payout was not found',
  'Invoice not found',
  'Record not found',
  'NOT FOUND',
]) {
  test(`"${words}" says that there is no such record`, () => {
    for (const status of [200, 404, 422]) assert.equal(isNoSuchRecord(apiError(status, words)), true)
  })
}

for (const words of [
  'Wallet not found',
  'Not found wallet',
  'Merchant wallet not found',
  'No found user wallet',
  'Undefined merchant wallet',
  'The service was not found',
  'The service BUSD bsc was not found',
  'Not found service to_currency',
  'Payment service not found',
  'Payout service not found',
  'The terminal was not found',
  'The network was not found',
  'The currency was not found',
  'Notification not found',
  'Address not found',
  'You are forbidden',
  'Invalid Sign.',
  'Server error',
  'Too much resend',
  'a payment not found',
  'Not founded',
  '',
]) {
  test(`"${words}" says nothing about the record`, () => {
    for (const status of [200, 422]) assert.equal(isNoSuchRecord(apiError(status, words)), false)
  })
}

test('a 404 in the words of the gateway, or without any, says that there is no such record', () => {
  assert.equal(isNoSuchRecord(apiError(404)), true)
  assert.equal(isNoSuchRecord(apiError(404, 'anything')), true)
})

test('an answer without words that is no 404 leaves it open', () => {
  assert.equal(isNoSuchRecord(apiError(422)), false)
})

test('a refused key says nothing, whatever its words', () => {
  for (const status of [401, 403]) assert.equal(isNoSuchRecord(apiError(status, 'Payment not found')), false)
})

test('an answer that settles nothing says nothing, whatever its words', () => {
  for (const status of [404, 408, 409, 425, 429, 500, 502, 503]) {
    assert.equal(isNoSuchRecord(apiError(status, 'Payment not found', 'unknown')), false)
  }
})

const others: readonly (readonly [string, unknown])[] = [
  ['no answer', networkError()],
  ['a page of a proxy', createError('response', 'm', { status: 404, text: 'not found', outcome: 'rejected' })],
  ['wrong params', createError('validation', 'not found', { issues: [] })],
  [
    'an error of somebody else',
    Object.assign(new Error('Not found'), { kind: 'api', status: 404, outcome: 'rejected' }),
  ],
  ['a string', 'Not found'],
  ['nothing', undefined],
]
for (const [name, error] of others) {
  test(`${name} leaves it open`, () => assert.equal(isNoSuchRecord(error), false))
}
