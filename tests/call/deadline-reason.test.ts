import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isDeadlineReason } from '../../src/call/deadline-reason.ts'

test('the end of our own time is told from any reason of a caller', () => {
  assert.ok(isDeadlineReason({ deadlineMs: 5 }))
  for (const reason of [undefined, null, 'deadlineMs', 5, new Error('x'), new DOMException('x', 'TimeoutError')]) {
    assert.ok(!isDeadlineReason(reason))
  }
})
