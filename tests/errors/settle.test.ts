import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { settle } from '../../src/errors/settle.ts'

test('turns a value into a value', async () => {
  assert.deepEqual(await settle(Promise.resolve(7)), { ok: true, value: 7 })
})

test('turns an error of this package into a value', async () => {
  const error = createError('config', 'm', { option: 'apiKey' })
  assert.deepEqual(await settle(Promise.reject(error)), { ok: false, error })
})

test('throws everything else on, as it came', async () => {
  const bug = new TypeError('undefined is not a function')
  await assert.rejects(settle(Promise.reject(bug)), (thrown) => thrown === bug)
  await assert.rejects(settle(Promise.reject('stopped by the user')), (thrown) => thrown === 'stopped by the user')
})
