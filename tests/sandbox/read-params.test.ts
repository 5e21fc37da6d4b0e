import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { readParams } from '../../src/sandbox/read-params.ts'

const valid = { amount: '15', currency: 'USD', order_id: 'order-1' }

const errorsOf = (given: object) => {
  const read = readParams(createPayment, { ...valid, ...given })
  return 'answer' in read ? (read.answer.body as { errors: unknown }).errors : assert.fail('It was accepted.')
}

test('what the gateway does not know is ignored', () => {
  assert.deepEqual(readParams(createPayment, { ...valid, ordr_id: 'x', constructor: 1 }), {
    params: valid,
  })
})

test('null stands for a param that was left out', () => {
  assert.deepEqual(readParams(createPayment, { ...valid, network: null, lifetime: null }), { params: valid })
})

test('a required param that is missing is named as required', () => {
  assert.deepEqual(errorsOf({ amount: undefined, order_id: null }), {
    amount: ['validation.required'],
    order_id: ['validation.required'],
  })
})

test('a param that does not fit is named as such', () => {
  assert.deepEqual(errorsOf({ amount: '-1', lifetime: 5, url_callback: 'http://shop.test' }), {
    amount: ['validation.regex'],
    url_callback: ['validation.regex'],
    lifetime: ['validation.regex'],
  })
})
