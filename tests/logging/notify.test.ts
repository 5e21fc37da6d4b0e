import assert from 'node:assert/strict'
import { test } from 'node:test'
import { notify } from '../../src/logging/notify.ts'

test('runs at once', () => {
  let ran = false
  notify(() => {
    ran = true
  })
  assert.ok(ran)
})

test('what is thrown, now or later, goes nowhere', async () => {
  const rejections: unknown[] = []
  const listen = (reason: unknown) => rejections.push(reason)
  process.on('unhandledRejection', listen)
  notify(() => {
    throw new Error('now')
  })
  notify(() => Promise.reject(new Error('later')))
  await new Promise((resolve) => setImmediate(resolve))
  process.off('unhandledRejection', listen)
  assert.deepEqual(rejections, [])
})
