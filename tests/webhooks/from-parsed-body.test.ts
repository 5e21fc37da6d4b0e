import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromParsedBody } from '../../src/webhooks/from-parsed-body.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { thrown } from '../support/thrown.ts'
import { vectors } from '../support/vectors.ts'
import { paymentKey, signedBodies, signedPayment } from '../support/webhooks.ts'

for (const { name, body, key } of signedBodies) {
  test(`rebuilds ${name} so that it verifies`, () => {
    const parsed = JSON.parse(body) as object
    assert.equal(fromParsedBody(parsed), body)
    assert.equal(verifyWebhook(fromParsedBody(parsed), key), true)
  })
}

// What parsing loses: the order of names made of digits, and digits of large whole numbers (of which 1.0e+25 may be one).
const lost = ['php-int-like-keys', 'php-int-like-keys-nested', 'php-bigint', 'php-float-exp']

for (const { id, raw_body, api_key } of vectors.filter(({ kind, valid }) => kind === 'webhook' && valid)) {
  const parsed = JSON.parse(raw_body) as object
  if (lost.includes(id)) {
    test(`says that ${id} cannot be rebuilt`, () => {
      assert.equal(thrown('webhook', () => fromParsedBody(parsed)).reason, 'not_raw')
    })
  } else {
    test(`rebuilds ${id} so that it verifies`, () => {
      assert.equal(verifyWebhook(fromParsedBody(parsed), api_key), true)
    })
  }
}

test('leaves out members that a framework added without a value', () => {
  const dto = { ...(JSON.parse(signedPayment) as object), fail_reason: undefined }
  assert.equal(verifyWebhook(fromParsedBody(dto), paymentKey), true)
})

test('does not make a changed body verify', () => {
  const parsed = { ...(JSON.parse(signedPayment) as object), status: 'fail' }
  assert.equal(verifyWebhook(fromParsedBody(parsed), paymentKey), false)
})

for (const [name, body, place] of [
  ['a name made of digits', { a: { '10': 1 } }, 'a.10 is a name that JavaScript moves to the front'],
  ['a whole number without all its digits', { a: [2 ** 53] }, 'a.0 is a whole number of which JSON.parse lost digits'],
  ['a bigint', { a: 1n }, 'a is a bigint'],
  ['a Map', { a: new Map() }, 'a is a Map'],
  ['a Date', { at: new Date(0) }, 'at is not what a JSON parser makes'],
] as const) {
  test(`says that ${name} cannot be rebuilt, and where it is`, () => {
    const error = thrown('webhook', () => fromParsedBody(body))
    assert.equal(error.reason, 'not_raw')
    assert.ok(error.message.includes(`cannot be rebuilt to be verified: ${place}`))
  })
}

test('takes digits in a list, and names that only look like numbers', () => {
  const body = { list: ['a', 'b'], '01': 1, '-1': 2, '1.5': 3, max: Number.MAX_SAFE_INTEGER, tiny: 1e-7 }
  assert.deepEqual(JSON.parse(fromParsedBody(body)), body)
})

for (const body of [undefined, null, 'text', 7, [], Buffer.from('{}')]) {
  test(`refuses ${Object.prototype.toString.call(body)}, which no parser makes of a webhook`, () => {
    assert.equal(thrown('webhook', () => fromParsedBody(body as unknown as object)).reason, 'not_raw')
  })
}

test('refuses a body nested so deep that it would run out of stack', () => {
  const deep = JSON.parse(`{"a":${'['.repeat(50_000)}${']'.repeat(50_000)}}`) as object
  assert.equal(thrown('webhook', () => fromParsedBody(deep)).reason, 'not_raw')
})
