import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diagnose } from '../../src/webhooks/diagnose.ts'
import { resolveKeys } from '../../src/webhooks/keys.ts'
import { reasonTexts } from '../../src/webhooks/webhook-error.ts'

const ring = resolveKeys('key-0')

test('falls back on the words for the reason', () => {
  assert.equal(diagnose('{}', 'unconfirmed', ring), reasonTexts.unconfirmed)
  assert.equal(diagnose({}, 'not_raw', ring), reasonTexts.not_raw)
})

for (const form of ['type=payment&status=paid', 'a.b=1', 'data[type]=payment', 'data%5Btype%5D=payment']) {
  test(`recognises the form data ${form}`, () => assert.match(diagnose(form, 'malformed', ring), /form data/))
}
