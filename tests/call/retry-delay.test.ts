import assert from 'node:assert/strict'
import { test } from 'node:test'
import { retryDelay } from '../../src/call/retry-delay.ts'
import { createRandom } from '../tools/random.ts'

for (const [attempt, status, limit] of [
  [1, undefined, 300],
  [2, 503, 600],
  [3, 502, 1200],
  [5, 500, 4800],
  [6, 500, 5000],
  [40, 500, 5000],
  [1, 429, 1000],
  [2, 429, 2000],
  [9, 429, 5000],
] as const) {
  test(`after attempt ${attempt} with ${status} waits up to ${limit} ms`, () => {
    assert.equal(
      retryDelay(attempt, status, () => 1),
      limit,
    )
    assert.equal(
      retryDelay(attempt, status, () => 0),
      0,
    )
  })
}

test('waits half of the limit on average, over 100,000 samples within 2 %', () => {
  const random = createRandom(7).next
  let sum = 0
  for (let sample = 0; sample < 100_000; sample++) sum += retryDelay(2, 503, random)
  assert.ok(Math.abs(sum / 100_000 / 300 - 1) < 0.02, `${sum / 100_000}`)
})
