import assert from 'node:assert/strict'
import { test } from 'node:test'
import { configError } from '../../src/errors/config-error.ts'

test('names the option, in the message and beside it', () => {
  const { kind, message, option, outcome } = configError('fetch', 'must be a function')
  assert.deepEqual([kind, message, option, outcome], ['config', 'fetch must be a function.', 'fetch', 'not_sent'])
})

test('says that something was sent, when it was', () => {
  const { attempts, outcome } = configError('fetch', 'is odd', { attempts: 1, outcome: 'unknown' })
  assert.deepEqual([attempts, outcome], [1, 'unknown'])
})
