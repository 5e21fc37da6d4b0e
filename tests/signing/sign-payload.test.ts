import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { errorViews } from '../support/error-views.ts'
import { unusableKeys } from '../support/keys.ts'
import { randomTexts } from '../support/random-texts.ts'
import { thrown } from '../support/thrown.ts'
import { vectors } from '../support/vectors.ts'

const key = 'sdk-vector-key-0001'
const text = '{"amount":"20","url":"https:\\/\\/example.test\\/ü"}'
const bytes = new TextEncoder().encode(text)
const sign = signPayload(text, key)

for (const { id, raw_body, api_key, sign } of vectors.filter(({ kind }) => kind === 'request')) {
  test(`signs ${id} as PHP does`, () => {
    assert.equal(signPayload(raw_body, api_key), sign)
    assert.equal(signPayload(new TextEncoder().encode(raw_body), api_key), sign)
  })
}

test('follows the documented recipe for every text', () => {
  for (const body of randomTexts(500)) {
    const encoded = Buffer.from(body, 'utf8').toString('base64')
    const expected = createHash('md5')
      .update(encoded + key)
      .digest('hex')
    assert.equal(signPayload(body, key), expected)
  }
})

const spellings: readonly (readonly [string, Uint8Array | DataView])[] = [
  ['bytes', bytes],
  ['a Buffer', Buffer.from(text)],
  ['a part of a larger buffer', new TextEncoder().encode(`--${text}--`).subarray(2, 2 + bytes.length)],
  ['a DataView', new DataView(bytes.buffer)],
]
for (const [name, body] of spellings) {
  test(`signs ${name} as the text that they hold`, () => assert.equal(signPayload(body, key), sign))
}

test('signs an object as its compact JSON', () => {
  assert.equal(signPayload({ amount: '20', note: undefined }, key), signPayload('{"amount":"20"}', key))
  assert.equal(signPayload(['a'], key), signPayload('["a"]', key))
})

test('signs undefined as the empty text', () => {
  assert.equal(signPayload(undefined, key), signPayload('', key))
  assert.equal(signPayload(undefined, key), '9da0350ec42a5057c88c90354ec9a2d8')
})

for (const payload of [null, 7, true, 7n, Symbol('s'), () => 'x']) {
  test(`refuses ${String(payload)} with a validation error`, () => {
    const { issues } = thrown('validation', () => signPayload(payload as unknown as string, key))
    assert.deepEqual(issues, [{ path: 'payload', message: 'must be a string, bytes or an object' }])
  })
}

for (const [name, payload] of [
  ['a bigint', { amount: 1n }],
  ['a Map', new Map()],
  ['an ArrayBuffer', bytes.buffer],
] as const) {
  test(`refuses an object that JSON cannot express: ${name}`, () => {
    thrown('validation', () => signPayload(payload, key))
  })
}

for (const [name, unusable, complaint] of unusableKeys) {
  test(`refuses ${name}, before it looks at the payload`, () => {
    const payload = {
      toJSON: () => assert.fail('the payload was read'),
    }
    const { message, option } = thrown('config', () => signPayload(payload, unusable))
    assert.equal(message, `apiKey ${complaint}.`)
    assert.equal(option, 'apiKey')
  })
}

test('never signs with what JavaScript makes of an absent key', () => {
  const forged = createHash('md5')
    .update(`${Buffer.from(text).toString('base64')}undefined`)
    .digest('hex')
  assert.throws(() => signPayload(text, undefined as unknown as string))
  assert.notEqual(sign, forged)
})

test('keeps the key out of every error', () => {
  for (const run of [
    () => signPayload({ amount: 1n }, 'sk-live-secret'),
    () => signPayload(null as unknown as string, 'sk-live-secret'),
    () => signPayload('x', 'sk-live-secret '),
  ]) {
    assert.throws(run, (error: Error) => !errorViews(error).includes('sk-live-secret'))
  }
})
