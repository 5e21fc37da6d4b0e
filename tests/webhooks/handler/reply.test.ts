import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isReply, reply } from '../../../src/webhooks/handler/reply.ts'
import type { WebhookResult } from '../../../src/webhooks/handler/results.ts'

const codes: { readonly [Result in WebhookResult]: number } = {
  handled: 200,
  ignored: 200,
  duplicate: 200,
  mismatch: 200,
  malformed: 400,
  untrusted: 401,
  unconfirmed: 401,
  wrong_address: 403,
  wrong_method: 405,
  busy: 409,
  too_large: 413,
  rate_limited: 429,
  failed: 500,
  unavailable: 503,
}

for (const [result, code] of Object.entries(codes) as [WebhookResult, number][]) {
  test(`answers ${result} with ${code} and that word`, () => {
    assert.deepEqual(reply(result), { result, code, text: result })
  })
}

test('says something else where it is told to', () => {
  const told = reply('mismatch', { code: 500, text: 'other', detail: 'why' })
  assert.deepEqual(told, { result: 'mismatch', code: 500, text: 'other', detail: 'why' })
})

test('is told apart from what a step hands on', () => {
  assert.equal(isReply(reply('handled')), true)
  for (const other of [{}, { text: 'a body' }, { event: {} }, { result: 'handled' }])
    assert.equal(isReply(other), false)
})
