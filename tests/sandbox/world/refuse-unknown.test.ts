import assert from 'node:assert/strict'
import { test } from 'node:test'
import { refuseUnknown } from '../../../src/sandbox/world/refuse-unknown.ts'
import { thrown } from '../../tools/thrown.ts'

test('takes what is known', () => {
  refuseUnknown({ seed: 1 }, ['seed', 'wire'])
})

test('names an unknown option, and the one that was meant', () => {
  const error = thrown('config', () => refuseUnknown({ sede: 1 }, ['seed', 'wire'], 'wire.'))
  assert.equal(error.option, 'wire.sede')
  assert.match(error.message, /^createSandbox: wire\.sede .*seed/)
})
