import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configError, createError, validationError } from '../../src/errors/create-error.ts'

test('makes a real Error with a stack and the name CryptomusError', () => {
  const error = createError('config', 'apiKey is missing.', { option: 'apiKey' })
  assert.ok(error instanceof Error)
  assert.equal(error.name, 'CryptomusError')
  assert.equal(error.message, 'apiKey is missing.')
  assert.match(error.stack ?? '', /create-error\.test/)
})

test('says that nothing was sent when the caller says nothing of a call', () => {
  const { attempts, elapsedMs, outcome, retryable } = createError('config', 'm', { option: 'apiKey' })
  assert.deepEqual(
    { attempts, elapsedMs, outcome, retryable },
    {
      attempts: 0,
      elapsedMs: 0,
      outcome: 'not_sent',
      retryable: false,
    },
  )
})

test('carries what its kind carries and what is known of the call', () => {
  const error = createError('api', 'm', {
    status: 422,
    errors: { amount: ['validation.required'] },
    operation: 'payments.create',
    attempts: 2,
    elapsedMs: 40,
    outcome: 'rejected',
    retryable: false,
  })
  assert.equal(error.kind, 'api')
  assert.equal(error.status, 422)
  assert.deepEqual(error.errors, { amount: ['validation.required'] })
  assert.equal(error.operation, 'payments.create')
  assert.equal(error.attempts, 2)
  assert.equal(error.outcome, 'rejected')
})

test('keeps the cause where every Error keeps it', () => {
  const cause = new Error('socket hang up')
  const error = createError('network', 'm', { cause })
  assert.equal(error.cause, cause)
  assert.ok(!Object.keys(error).includes('cause'))
})

test('has no cause when none is given', () => {
  assert.ok(!('cause' in createError('config', 'm', { option: 'apiKey' })))
})

test('names the option, in the message and beside it', () => {
  const { kind, message, option, outcome } = configError('fetch', 'must be a function')
  assert.deepEqual([kind, message, option, outcome], ['config', 'fetch must be a function.', 'fetch', 'not_sent'])
})

test('says that something was sent, when it was', () => {
  const { attempts, outcome } = configError('fetch', 'is odd', { attempts: 1, outcome: 'unknown' })
  assert.deepEqual([attempts, outcome], [1, 'unknown'])
})

test('names the argument, in the message and as an issue', () => {
  const { kind, message, issues } = validationError('body', 'must be text')
  assert.deepEqual([kind, message], ['validation', 'body must be text.'])
  assert.deepEqual(issues, [{ path: 'body', message: 'must be text' }])
})
