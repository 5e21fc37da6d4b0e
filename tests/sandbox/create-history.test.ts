import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHistory } from '../../src/sandbox/create-history.ts'
import { thrown } from '../tools/thrown.ts'

const delivery = (at: number) => ({ url: 'https://shop.test/hook', body: '{}', status: 200, at })

test('keeps the newest deliveries up to the limit, the oldest first', () => {
  const { deliveries, remember } = createHistory(2)
  for (const at of [1, 2, 3]) remember(delivery(at))
  assert.deepEqual(
    deliveries.map(({ at }) => at),
    [2, 3],
  )
})

test('remembers a thousand unless told otherwise, or none', () => {
  const usual = createHistory()
  const none = createHistory(0)
  for (let at = 0; at < 1001; at += 1) {
    usual.remember(delivery(at))
    none.remember(delivery(at))
  }
  assert.deepEqual([usual.deliveries.length, usual.deliveries[0]?.at, none.deliveries.length], [1000, 1, 0])
})

for (const limit of [-1, Number.NaN, '10', null]) {
  test(`refuses ${JSON.stringify(limit)} (${typeof limit}) for a limit`, () => {
    const error = thrown('config', () => createHistory(limit as number))
    assert.equal(error.option, 'historyLimit')
    assert.match(error.message, /^historyLimit must be /)
  })
}
