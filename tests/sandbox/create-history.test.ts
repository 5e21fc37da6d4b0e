import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHistory } from '../../src/sandbox/create-history.ts'
import { thrown } from '../tools/thrown.ts'

const delivery = (at: number) => ({ url: 'https://shop.test', body: '{}', status: 200, at })
const fill = (limit: number | undefined, count: number) => {
  const { deliveries, remember } = createHistory(limit)
  for (let at = 0; at < count; at += 1) remember(delivery(at))
  return deliveries.map(({ at }) => at)
}

test('the newest deliveries are kept, oldest first', () => {
  assert.deepEqual(fill(2, 4), [2, 3])
  assert.deepEqual(fill(3, 2), [0, 1])
})

test('nothing or everything can be kept, and a thousand is the default', () => {
  assert.deepEqual(fill(0, 3), [])
  assert.equal(fill(Number.POSITIVE_INFINITY, 1500).length, 1500)
  assert.equal(fill(undefined, 1001)[0], 1)
})

test('a limit that is none is a config error', () => {
  for (const limit of [-1, Number.NaN, '5' as never]) {
    const error = thrown('config', () => createHistory(limit))
    assert.equal(error.option, 'historyLimit')
  }
})
