import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseInput } from '../../../src/sandbox/world/refuse-input.ts'
import { thrown } from '../../tools/thrown.ts'

test('names what cannot be used in the message and in the issues', () => {
  const error = thrown('validation', () => refuseInput('ms', 'must be a number'))
  assert.equal(error.message, 'The sandbox cannot do that: ms must be a number.')
  assert.deepEqual(error.issues, [{ path: 'ms', message: 'must be a number' }])
})
