import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { isNotFound } from '../../src/errors/is-not-found.ts'
import type { RefusalReason } from '../../src/errors/types.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createStillCaller } from '../support/clocks.ts'
import { answer, scriptFetch } from '../support/fake-fetch.ts'
import { apiError, networkError } from '../support/webhook-handler.ts'

const refused = (reason: RefusalReason | undefined) =>
  createError('api', 'm', { status: 422, errors: {}, reason, outcome: 'rejected', attempts: 1 })

test('a refusal with the reason not_found says that there is no such record', () => {
  assert.equal(isNotFound(refused('not_found')), true)
})

for (const reason of [
  undefined,
  'invalid_sign',
  'invalid_params',
  'not_enough_funds',
  'amount_limit',
  'forbidden',
  'rate_limited',
] as const) {
  test(`a refusal with the reason ${reason} leaves it open`, () => assert.equal(isNotFound(refused(reason)), false))
}

const others: readonly (readonly [string, unknown])[] = [
  ['no answer', networkError()],
  ['a page of a proxy', createError('response', 'm', { status: 404, text: 'not found', outcome: 'rejected' })],
  ['wrong params', createError('validation', 'not found', { issues: [] })],
  ['a webhook that must not be trusted', createError('webhook', 'm', { reason: 'unknown_type' })],
  ['a refused key', apiError(401, 'Invalid Sign.')],
  [
    'an error of somebody else',
    Object.assign(new Error('Not found'), { kind: 'api', status: 404, reason: 'not_found', outcome: 'rejected' }),
  ],
  ['an error of another kind with that reason', Object.assign(networkError(), { reason: 'not_found' })],
  ['a string', 'Not found'],
  ['nothing', undefined],
  ['null', null],
  ['an object without a prototype', Object.create(null)],
]

for (const [name, error] of others) {
  test(`${name} leaves it open`, () => assert.equal(isNotFound(error), false))
}

const words: readonly (readonly [status: number, body: unknown, expected: boolean])[] = [
  [422, { state: 1, message: 'Payment not found' }, true],
  [404, { message: 'No query results for model [App\\Models\\MerchantPayment].' }, true],
  [200, { state: 1, message: 'Not found' }, true],
  [404, { message: '' }, true],
  [404, '<html>not found</html>', false],
  [422, { state: 1, message: 'Wallet not found' }, false],
  [401, { message: 'Payment not found' }, false],
  [500, { message: 'Payment not found' }, false],
  [503, { message: 'Not found' }, false],
]

for (const [status, body, expected] of words) {
  test(`HTTP ${status} with ${JSON.stringify(body)} for a read says ${expected ? 'so' : 'nothing of it'}`, async () => {
    const { call, pass } = createStillCaller(async () => answer(status, body))
    const error: unknown = await pass(call(getPayment, { uuid: 'u' })).catch((reason) => reason)
    assert.equal(isNotFound(error), expected)
  })
}

test('a read that found nothing at its second attempt says so', async () => {
  const { fetch } = scriptFetch(answer(503, 'busy'), answer(422, { state: 1, message: 'Payment not found' }))
  const { call, pass } = createStillCaller(fetch)
  assert.equal(isNotFound(await pass(call(getPayment, { uuid: 'u' })).catch((reason) => reason)), true)
})
