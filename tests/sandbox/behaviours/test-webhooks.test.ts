import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseWebhook } from '../../../src/webhooks/parse-webhook.ts'
import { ask, callback, openSandbox } from '../../tools/sandbox.ts'

const body = { url_callback: callback, currency: 'USDT', network: 'tron' }

test('each kind of test webhook is answered with an empty list, and parses as an event of its kind', async () => {
  const { sandbox } = openSandbox()
  const { apiKey, payoutApiKey } = sandbox.clientOptions
  for (const kind of ['payment', 'wallet', 'payout']) {
    const how = { apiKey: kind === 'payout' ? payoutApiKey : apiKey }
    const { status, text } = await ask(sandbox, `/v1/test-webhook/${kind}`, body, how)
    assert.deepEqual([status, text], [200, '{"state":0,"result":[]}'])
    const event = parseWebhook(sandbox.deliveries.at(-1)?.body ?? '', { payment: apiKey, payout: payoutApiKey })
    assert.deepEqual([event.type, event.isPaid, event.isFinal], [kind, true, true])
  }
})

test('what is missing is named', async () => {
  const { json } = await ask(openSandbox().sandbox, '/v1/test-webhook/payment', {})
  const required = ['validation.required']
  assert.deepEqual(json, { state: 1, errors: { url_callback: required, currency: required, network: required } })
})
