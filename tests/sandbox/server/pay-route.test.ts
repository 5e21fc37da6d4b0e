import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../../src/errors/create-error.ts'
import { answerPayPage } from '../../../src/sandbox/server/pay-route.ts'
import type { PayOptions, Sandbox } from '../../../src/sandbox/types.ts'
import { paymentSample } from '../../tools/samples.ts'

const request = { uuid: 'u', body: '', method: 'GET' }
const read = async () => paymentSample

/** The part of a sandbox that the page uses, and what was asked of it. */
function fake(pay: (options?: PayOptions) => Promise<void> = async () => {}) {
  const asked: (PayOptions | undefined)[] = []
  const sandbox = {
    pay: (_: string, options?: PayOptions) => {
      asked.push(options)
      return pay(options)
    },
  } as unknown as Sandbox
  return { sandbox, asked }
}

test('an invoice that is not there is a 404', async () => {
  assert.equal((await answerPayPage(fake().sandbox, async () => undefined, request)).status, 404)
})

test('GET shows and pays nothing', async () => {
  const { sandbox, asked } = fake()
  assert.equal((await answerPayPage(sandbox, read, request)).status, 200)
  assert.deepEqual(asked, [])
})

test('POST pays and leads back to the page', async () => {
  const { sandbox, asked } = fake()
  const answer = await answerPayPage(sandbox, read, { ...request, method: 'POST', body: 'how=exact' })
  assert.deepEqual([answer.status, answer.location], [303, '/pay/u'])
  assert.deepEqual(asked, [{ amount: undefined }])
})

test('one that was paid meanwhile leads back to the page, which says so', async () => {
  const { sandbox } = fake(() => Promise.reject(createError('validation', 'is final', { issues: [] })))
  assert.equal((await answerPayPage(sandbox, read, { ...request, method: 'POST' })).status, 303)
})

test('another failure is not hidden', async () => {
  const { sandbox } = fake(() => Promise.reject(new Error('a bug')))
  await assert.rejects(answerPayPage(sandbox, read, { ...request, method: 'POST' }), /a bug/)
})
