import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuse, refuseInput, rejectFields, succeed } from '../../../src/sandbox/world/answer.ts'
import { thrown } from '../../support/thrown.ts'

test('a result comes with 200 and state 0', () => {
  assert.deepEqual(succeed([1]), { status: 200, body: { state: 0, result: [1] } })
})

test('a refusal comes with 422 and state 1, or with another status', () => {
  assert.deepEqual(refuse('Not enough funds'), { status: 422, body: { state: 1, message: 'Not enough funds' } })
  assert.equal(refuse('Payment not found', 404).status, 404)
})

test('fields that do not fit come with 422 and a list of codes each', () => {
  const errors = { amount: ['validation.required'] }
  assert.deepEqual(rejectFields(errors), { status: 422, body: { state: 1, errors } })
})

test('names what cannot be used in the message and in the issues', () => {
  const error = thrown('validation', () => refuseInput('ms', 'must be a number'))
  assert.equal(error.message, 'The sandbox cannot do that: ms must be a number.')
  assert.deepEqual(error.issues, [{ path: 'ms', message: 'must be a number' }])
})
