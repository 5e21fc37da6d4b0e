import assert from 'node:assert/strict'
import { test } from 'node:test'
import { buildHeaders, type HeaderInput } from '../../src/signing/build-headers.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { errorViews } from '../support/error-views.ts'
import { unusableKeys } from '../support/keys.ts'
import { thrown } from '../support/thrown.ts'

const merchantId = '8b03432e-385b-4670-8d06-064591096795'
const apiKey = 'sdk-vector-key-0001'
const body = '{"amount":"20"}'

test('builds the three headers of a request', () => {
  assert.deepEqual(buildHeaders({ merchantId, apiKey, body }), {
    merchant: merchantId,
    sign: signPayload(body, apiKey),
    'content-type': 'application/json',
  })
})

test('signs bytes as the text that they hold', () => {
  const bytes = new TextEncoder().encode(body)
  assert.equal(buildHeaders({ merchantId, apiKey, body: bytes }).sign, signPayload(body, apiKey))
})

test('signs a request without a body as the empty text', () => {
  assert.equal(buildHeaders({ merchantId, apiKey }).sign, signPayload('', apiKey))
})

test('lets you sign in another way', () => {
  const calls: unknown[] = []
  const sign = (...args: unknown[]) => {
    calls.push(args)
    return 'signed elsewhere'
  }
  assert.equal(buildHeaders({ merchantId, apiKey, body, sign }).sign, 'signed elsewhere')
  assert.deepEqual(calls, [[body, apiKey]])
})

for (const unsent of [{ amount: '20' }, ['20'], null, 20, new ArrayBuffer(2)]) {
  test(`refuses ${Object.prototype.toString.call(unsent)} for a body, because it is not what will be sent`, () => {
    const { message, issues } = thrown('validation', () =>
      buildHeaders({ merchantId, apiKey, body: unsent } as unknown as HeaderInput),
    )
    assert.equal(issues[0]?.path, 'body')
    assert.match(message, /^body must be the very string or bytes that you send; serialise it once/)
  })
}

for (const [name, unusable] of unusableKeys) {
  test(`refuses ${name}, as the key and as the merchant's id`, () => {
    const sign = () => assert.fail('something was signed')
    assert.equal(thrown('config', () => buildHeaders({ merchantId, apiKey: unusable, body, sign })).option, 'apiKey')
    assert.equal(thrown('config', () => buildHeaders({ merchantId: unusable, apiKey, sign })).option, 'merchantId')
  })
}

for (const id of ['mer\nchant', 'mer\r\nsign: x', 'mer chant', 'мерчант', 'mer\u0000chant', 'mer\u007fchant']) {
  test(`refuses the merchant id ${JSON.stringify(id)}, which no header can carry`, () => {
    const { option, message } = thrown('config', () => buildHeaders({ merchantId: id, apiKey }))
    assert.equal(option, 'merchantId')
    assert.match(message, /must be visible ASCII/)
  })
}

test('keeps the key out of every error', () => {
  const input = { merchantId, apiKey: 'sk-live-secret', body: {} } as unknown as HeaderInput
  assert.throws(
    () => buildHeaders(input),
    (error: Error) => !errorViews(error).includes('sk-live-secret'),
  )
})

for (const nothing of [undefined, null, 'merchant']) {
  test(`${nothing} instead of an object is told of like an absent merchant id`, () => {
    assert.equal(thrown('config', () => buildHeaders(nothing as never)).option, 'merchantId')
  })
}

test('a sign that is no function, or returns no text, is refused', () => {
  const give = (sign: unknown) => thrown('config', () => buildHeaders({ merchantId, apiKey, sign } as HeaderInput))
  assert.equal(give('md5').message, 'sign must be a function.')
  for (const given of [undefined, Promise.resolve('abc')]) {
    assert.equal(give(() => given).message, 'sign must return text.')
  }
})
