import assert from 'node:assert/strict'
import { test } from 'node:test'
import { failingBody } from '../../../src/webhooks/adapters/failing-body.ts'

const error = new Error('the reason')

test('whoever reads the body gets the reason', async () => {
  await assert.rejects(failingBody(error).getReader().read(), error)
})

test('a request with such a body rejects with the reason itself', async () => {
  const request = new Request('http://localhost', { method: 'POST', body: failingBody(error), duplex: 'half' })
  await assert.rejects(request.text(), error)
})

test('a body that nobody reads can be dropped', async () => {
  await failingBody(error).cancel()
})
