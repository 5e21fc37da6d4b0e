import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkOptions } from '../../src/stores/check-options.ts'
import { thrown } from '../tools/thrown.ts'

test('known options pass, and no options at all', () => {
  for (const options of [{}, { prefix: 'a' }, { prefix: undefined, expireMs: 1 }, undefined, null]) {
    checkOptions(options, ['prefix', 'expireMs'])
  }
})

test('an option that nothing reads is refused, with those that are read', () => {
  const error = thrown('config', () => checkOptions({ prefix: 'a', expiresMs: 1 }, ['prefix', 'expireMs']))
  assert.deepEqual([error.option, error.message], ['expiresMs', 'expiresMs is not known (known are prefix, expireMs).'])
})
