import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invalidInput } from '../../src/errors/invalid-input.ts'

test('names the argument, in the message and as an issue', () => {
  const { kind, message, issues } = invalidInput('body', 'must be text')
  assert.deepEqual([kind, message], ['validation', 'body must be text.'])
  assert.deepEqual(issues, [{ path: 'body', message: 'must be text' }])
})
