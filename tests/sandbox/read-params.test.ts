import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { readParams } from '../../src/sandbox/read-params.ts'
import { fixedInvoice } from '../tools/sandbox.ts'

const rejectionOf = (given: object) => {
  const read = readParams(createPayment, { ...given })
  return 'answer' in read ? read.answer : assert.fail()
}

test('reads what is declared and ignores what is not', () => {
  assert.deepEqual(readParams(createPayment, { ...fixedInvoice, colour: 'red' }), { params: fixedInvoice })
})

test('null stands for a param that was left out', () => {
  assert.deepEqual(readParams(createPayment, { ...fixedInvoice, lifetime: null }), { params: fixedInvoice })
})

test('names what is missing and what does not fit, in the codes of the gateway', () => {
  const errors = { amount: ['validation.required'], order_id: ['validation.regex'], lifetime: ['validation.regex'] }
  assert.deepEqual(rejectionOf({ ...fixedInvoice, amount: null, order_id: 'no spaces', lifetime: 1 }), {
    status: 422,
    body: { state: 1, errors },
  })
})
