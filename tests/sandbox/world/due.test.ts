import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createDue, type Due } from '../../../src/sandbox/world/due.ts'

/** Takes out and runs everything that is due until a time. */
function runUntil(due: Due, until: number): void {
  for (let event = due.take(until); event !== undefined; event = due.take(until)) event.run()
}

test('events happen in the order of their times, and those of one time in the order in which they were planned', () => {
  const due = createDue()
  const happened: string[] = []
  for (const [at, name] of [
    [3, 'c'],
    [1, 'a'],
    [2, 'b1'],
    [2, 'b2'],
    [9, 'late'],
    [2, 'b3'],
  ] as const) {
    due.add({ at, run: () => happened.push(name) })
  }
  assert.equal(due.next(), 1)
  runUntil(due, 3)
  assert.deepEqual([happened, due.next()], [['a', 'b1', 'b2', 'b3', 'c'], 9])
})

test('nothing waits at first, and what is at Infinity never happens', () => {
  const due = createDue()
  due.add({ at: Number.POSITIVE_INFINITY, about: 'u-1', run: assert.fail })
  assert.equal(due.next(), Number.POSITIVE_INFINITY)
  assert.equal(due.take(Number.POSITIVE_INFINITY), undefined)
  assert.deepEqual(due.plan(), [])
})

test('the plan names when what happens to which record, as it was planned, and nothing without a record', () => {
  const due = createDue()
  due.add({ at: 5, about: 'u-1', run: () => {} })
  due.add({ at: 4, run: () => {} })
  due.add({ at: 3, about: 'u-2', run: () => {} })
  assert.deepEqual(due.plan(), [
    [5, 'u-1'],
    [3, 'u-2'],
  ])
  runUntil(due, 3)
  assert.deepEqual(due.plan(), [[5, 'u-1']])
})
