import assert from 'node:assert/strict'
import { test } from 'node:test'
import { reasonTexts, webhookError } from '../../src/webhooks/webhook-error.ts'

test('says what each reason means, unless it is told what to say', () => {
  for (const [reason, text] of Object.entries(reasonTexts)) {
    const error = webhookError(reason as keyof typeof reasonTexts)
    assert.equal(error.kind, 'webhook')
    assert.equal(error.reason, reason)
    assert.equal(error.message, text)
  }
  assert.equal(webhookError('malformed', 'in other words').message, 'in other words')
})
