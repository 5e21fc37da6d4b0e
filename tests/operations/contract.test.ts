import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { cryptomus, heleket } from '../../src/gateways/gateways.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { documentedExamples } from '../fixtures/documented-examples.ts'
import type { Example } from '../fixtures/examples/types.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { memberOf, operations } from '../support/operations.ts'

const examples: Readonly<Record<string, Example<unknown>>> = documentedExamples
const keys = { payment: credentials.apiKey, payout: credentials.payoutApiKey }

test('every operation has an example, and every example an operation', () => {
  assert.deepEqual(Object.keys(examples).sort(), operations.map(({ id }) => id).sort())
})

for (const { id, group, member } of operations) {
  const { endpoint, key, params, body = params, answer, result = answer } = examples[id] ?? assert.fail()

  test(`${id} is sent and read as the gateway documents it`, async () => {
    const gateway = cryptomus.without.includes(id) ? heleket : cryptomus
    const { fetch, sent } = fakeFetch(ok(answer))
    const client = createClient({ ...credentials, fetch, gateway })
    assert.deepEqual(await memberOf(client, group, member)(params), result)

    const [call] = sent
    assert.ok(call !== undefined && sent.length === 1)
    assert.equal(`${call.method} ${call.url.replace(gateway.apiUrl, '')}`, endpoint)
    if (key === 'none') {
      assert.ok(!('sign' in call.headers || 'merchant' in call.headers || 'body' in call))
      return
    }
    assert.deepEqual(call.body === undefined ? {} : JSON.parse(call.body), body)
    assert.deepEqual(
      [call.headers.merchant, call.headers.sign],
      [credentials.merchantId, signPayload(call.body ?? '', keys[key])],
    )
  })
}
