import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPassingStatus } from '../../src/call/is-passing-status.ts'

test('these may fare better later, and no other status', () => {
  const passing = Array.from({ length: 600 }, (_, status) => status).filter(isPassingStatus)
  assert.deepEqual(passing, [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524])
})
