import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import { answerIncoming } from '../../../src/sandbox/server/answer-incoming.ts'
import type { Sandbox } from '../../../src/sandbox/types.ts'
import { withLoopback } from '../../tools/loopback.ts'

const served = <Value>(sandbox: Sandbox, run: (url: string) => Promise<Value>) =>
  withLoopback((incoming, outgoing) => answerIncoming(sandbox, 'http://127.0.0.1', incoming, outgoing), run)

test('the API answers in JSON', () =>
  served(createSandbox(), async (url) => {
    const response = await fetch(`${url}/v1/payment`, { method: 'POST', body: '{}' })
    assert.equal(response.status, 401)
    assert.equal(response.headers.get('content-type'), 'application/json')
    assert.deepEqual(await response.json(), { message: 'Invalid Sign.' })
  }))

test('a body over 1 MiB is refused, and the client sees it', () =>
  served(createSandbox(), async (url) => {
    const response = await fetch(`${url}/v1/payment`, { method: 'POST', body: 'x'.repeat(1_048_577) })
    assert.equal(response.status, 413)
  }))

test('what goes wrong inside is the 500 of the gateway', () => {
  const broken = { ...createSandbox(), handle: () => Promise.reject(new Error('broken')) }
  return served(broken, async (url) => {
    const response = await fetch(`${url}/v1/payment`, { method: 'POST' })
    assert.equal(response.status, 500)
    assert.deepEqual(await response.json(), { message: 'Server error, #1', code: 500, error: null })
  })
})
