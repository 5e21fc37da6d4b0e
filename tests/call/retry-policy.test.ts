import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRetryBudget, type RetryBudget } from '../../src/call/retry-policy.ts'

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
