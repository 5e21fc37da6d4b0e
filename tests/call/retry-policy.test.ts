import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  createRetryBudget,
  isTransientStatus,
  type RetryBudget,
  readRetryAfter,
  retryDelay,
} from '../../src/call/retry-policy.ts'
import { createRandom } from '../support/random.ts'

const drain = (budget: RetryBudget) => {
  let taken = 0
  while (budget.take()) taken++
  return taken
}

test('holds 50 retries, and no more', () => {
  assert.equal(drain(createRetryBudget()), 50)
})

test('gets one back for ten answers', () => {
  const budget = createRetryBudget()
  drain(budget)
  for (let answer = 0; answer < 9; answer++) budget.give()
  assert.equal(budget.take(), false)
  budget.give()
  assert.deepEqual([budget.take(), budget.take()], [true, false])
})

test('is never fuller than full', () => {
  const budget = createRetryBudget()
  for (let answer = 0; answer < 1000; answer++) budget.give()
  assert.equal(drain(budget), 50)
})

test('two clients have a budget each', () => {
  drain(createRetryBudget())
  assert.equal(createRetryBudget().take(), true)
})

test('these may fare better later, and no other status', () => {
  const passing = Array.from({ length: 600 }, (_, status) => status).filter(isTransientStatus)
  assert.deepEqual(passing, [408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524])
})

const now = Date.parse('2026-05-01T10:00:00Z')

const table: readonly (readonly [string | null | undefined, number | undefined])[] = [
  ['0', 0],
  ['5', 5000],
  [' 120 ', 120_000],
  ['86400', 86_400_000],
  ['86401', 86_401_000],
  ['99999999999', 99_999_999_999_000],
  ['9'.repeat(400), Number.MAX_SAFE_INTEGER],
  ['Fri, 01 May 2026 10:00:30 GMT', 30_000],
  ['Fri, 01 May 2026 09:00:00 GMT', 0],
  ['Mon, 01 May 2028 10:00:00 GMT', 63_158_400_000],
  ['Friday, 01-May-26 10:00:30 GMT', 30_000],
  ['Friday, 01-May-26 09:00:00 GMT', 0],
  ['Fri May  1 10:00:30 2026', 30_000],
  ['Fri May 15 10:00:00 2026', 1_209_600_000],
  [' Fri, 01 May 2026 10:00:30 GMT ', 30_000],
  ['1970', 1_970_000],
  ['soon', undefined],
  ['soon 1', undefined],
  ['1.5', undefined],
  ['-5', undefined],
  ['+5', undefined],
  ['0x10', undefined],
  ['1e3', undefined],
  ['1_000', undefined],
  ['5 5', undefined],
  ['5, 7', undefined],
  ['٥', undefined],
  ['Infinity', undefined],
  ['May 2026', undefined],
  ['2026-05-01T10:00:30Z', undefined],
  ['2026-05-01 10:00:30', undefined],
  ['Fri, 01 May 2026 10:00:30', undefined],
  ['Fri, 01 May 2026 10:00:30 UTC', undefined],
  ['Fri, 01 May 2026 10:00:30 +0000', undefined],
  ['Fri, 99 May 2026 10:00:30 GMT', undefined],
  ['Fri, 01 Foo 2026 10:00:30 GMT', undefined],
  ['Foo, 01 Jan 2026 10:00:30 GMT', undefined],
  ['Fri, 01 May 2026 99:99:99 GMT', undefined],
  ['01 May 2026 10:00:30 GMT', undefined],
  ['after Fri, 01 May 2026 10:00:30 GMT', undefined],
  ['', undefined],
  ['   ', undefined],
  ['1.5s', undefined],
  [null, undefined],
  [undefined, undefined],
]

for (const [header, ms] of table) {
  test(`Retry-After: ${header} means ${ms} ms`, () => assert.equal(readRetryAfter(header, now), ms))
}

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
