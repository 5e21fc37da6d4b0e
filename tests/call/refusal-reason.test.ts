import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refusalReason } from '../../src/call/refusal-reason.ts'
import type { RefusalReason } from '../../src/errors/types.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { payout } from '../fixtures/payouts.ts'
import { createStillCaller } from '../support/clocks.ts'
import { answer } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

// The gateway has no codes for its refusals: these are the words that it documents, or that were recorded from it.

/** Words that say that there is no such record. */
const notFound = [
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
  'Payment was not found.',
  'No query results for model [App\\Models\\MerchantPayout].',
  'No query results for model [App\\Models\\MerchantPayment].',
]

for (const words of notFound) {
  test(`"${words}" says that there is no such record`, () => {
    for (const status of [200, 404, 422]) assert.equal(refusalReason(status, words), 'not_found')
  })
}

/** Words about something else that was not found, or about nothing that was. */
const otherWords = [
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
  'No found service',
  'Refunds are made only for completed payments',
  'Nothing to withdraw',
  'Refund is in process',
  'You can withdraw only once',
  'Error convert to_currency',
  'Gateway error',
]

for (const words of otherWords) {
  test(`"${words}" says nothing about the record`, () => {
    for (const status of [200, 422]) assert.notEqual(refusalReason(status, words), 'not_found')
  })
}

test('a 404 in the words of the gateway, or without any, says that there is no such record', () => {
  assert.equal(refusalReason(404), 'not_found')
  assert.equal(refusalReason(404, 'anything'), 'not_found')
})

test('a 404 for a path that the gateway does not serve says nothing about a record', () => {
  for (const words of ['Route not found', 'The route v1/payment/infos could not be found.']) {
    assert.notEqual(refusalReason(404, words), 'not_found')
  }
})

test('an answer without words that is no 404 leaves it open', () => {
  for (const status of [200, 400, 422]) assert.equal(refusalReason(status), undefined)
})

test('a refused key says nothing about the record, whatever its words', () => {
  for (const status of [401, 403]) assert.notEqual(refusalReason(status, 'Payment not found'), 'not_found')
})

test('an answer that settles nothing says nothing about the record, whatever its words', () => {
  for (const status of [408, 409, 425, 429, 500, 502, 503]) {
    assert.notEqual(refusalReason(status, 'Payment not found'), 'not_found')
  }
})

const table: readonly (readonly [
  status: number,
  words: string | undefined,
  reason: RefusalReason | undefined,
  fields?: readonly string[],
])[] = [
  [401, 'Invalid Sign.', 'invalid_sign'],
  [200, 'Invalid Sign.', 'invalid_sign'],
  [422, 'invalid sign', 'invalid_sign'],
  [422, 'You are forbidden', 'forbidden'],
  [422, 'You are forbidden.', 'forbidden'],
  [403, 'You are forbidden', 'forbidden'],
  [403, undefined, 'forbidden'],
  [422, 'Not enough funds', 'not_enough_funds'],
  [422, 'Not enough funds.', 'not_enough_funds'],
  [422, 'Not enough balance for convert USDT to LTC', 'not_enough_funds'],
  [422, 'Minimum amount 0.5 USDT', 'amount_limit'],
  [422, 'Minimum amount 1.00000000 USDT', 'amount_limit'],
  [422, 'Maximum amount 10000000 USDT', 'amount_limit'],
  [422, 'The withdrawal amount is too small', 'amount_limit'],
  [422, 'The amount is too small', 'amount_limit'],
  [422, 'The refund amount should not be more than the amount paid', 'amount_limit'],
  [429, undefined, 'rate_limited'],
  [429, 'Too many requests', 'rate_limited'],
  [429, 'You are forbidden', 'rate_limited'],
  [422, undefined, 'invalid_params', ['amount']],
  [400, undefined, 'invalid_params', ['uuid', 'order_id']],
  [422, 'The given data was invalid.', 'invalid_params', ['amount']],
  [422, 'Not enough funds', 'not_enough_funds', ['amount']],
  [500, 'Server error, #1', undefined],
  [500, undefined, undefined, ['amount']],
  [503, undefined, undefined],
  [422, 'The network was not found', undefined],
  [422, 'The currency was not found', undefined],
  [422, 'The service was not found', undefined],
  [422, 'Wallet not found', undefined],
  [422, 'Too much resend', undefined],
  [422, 'Server error', undefined],
  [422, 'something new', undefined],
  [422, 'They said: Not enough funds', undefined],
  [422, 'The minimum amount is a secret', undefined],
]

for (const [status, words, reason, fields = []] of table) {
  const named = fields.length > 0 ? `, naming ${fields.join(' and ')},` : ''
  test(`HTTP ${status} with ${JSON.stringify(words)}${named} is ${reason ?? 'no reason that is known'}`, async () => {
    const errors = Object.fromEntries(fields.map((name) => [name, ['validation.required']]))
    assert.equal(refusalReason(status, words, errors), reason)
    const body = { state: 1, message: words, errors: fields.length > 0 ? errors : undefined }
    const { call } = createStillCaller(async () => answer(status, body))
    assert.equal((await rejected('api', call(createPayout, payout))).reason, reason)
  })
}
