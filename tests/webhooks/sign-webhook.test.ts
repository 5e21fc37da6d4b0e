import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import { verifyWebhook } from '../../src/webhooks/verify-webhook.ts'
import { unusableKeys } from '../support/keys.ts'
import { thrown } from '../support/thrown.ts'
import { vectors } from '../support/vectors.ts'
import { contentOf, paymentKey } from '../support/webhooks.ts'

const nasty = { url: 'https://a/b', note: 'Ж漢🎉\u2028', tiny: 1e-7, nested: { sign: 'x', list: [null, true] } }

for (const id of ['php-basic', 'php-slash', 'php-cyrillic', 'php-u2028', 'php-control-chars', 'php-payout-full']) {
  const vector = vectors.find((candidate) => candidate.id === id)!
  test(`makes the very bytes of ${id}`, () => {
    assert.equal(signWebhook(JSON.parse(vector.raw_body) as object, vector.api_key), vector.raw_body)
  })
}

test("spells the body in PHP's way and puts the sign last", () => {
  const content =
    '{"url":"https:\\/\\/a\\/b","note":"Ж漢🎉\\u2028","tiny":1.0e-7,"nested":{"sign":"x","list":[null,true]}}'
  const sign = signPayload(content, paymentKey)
  assert.equal(signWebhook(nasty, paymentKey), `${content.slice(0, -1)},"sign":"${sign}"}`)
})

test('escapes unicode on the wire when asked to, under the same signature', () => {
  const raw = signWebhook(nasty, paymentKey, { escapeUnicode: false })
  const escaped = signWebhook(nasty, paymentKey, { escapeUnicode: true })
  assert.match(escaped, /"note":"\\u0416\\u6f22\\ud83c\\udf89\\u2028"/)
  assert.equal(escaped.slice(-34), raw.slice(-34))
  assert.equal(verifyWebhook(escaped, paymentKey), true)
})

test('replaces a sign that the payload has, and leaves undefined members out', () => {
  const body = signWebhook({ sign: 'old', a: 1, b: undefined }, paymentKey)
  assert.deepEqual(Object.keys(JSON.parse(body) as object), ['a', 'sign'])
  assert.equal(verifyWebhook(body, paymentKey), true)
})

test('signs an empty payload', () => {
  assert.equal(signWebhook({}, paymentKey), `{"sign":"${signPayload('{}', paymentKey)}"}`)
})

test('makes bodies that verify and say the same, whatever the payload and the spelling', () => {
  const names = fc.string({ unit: 'binary' }).filter((name) => name !== '__proto__' && name !== 'sign')
  const values = fc.jsonValue({ maxDepth: 3 }).map((value) => JSON.parse(JSON.stringify(value)) as unknown)
  fc.assert(
    fc.property(fc.dictionary(names, values), fc.boolean(), (payload, escapeUnicode) => {
      fc.pre(JSON.stringify(payload).includes('"__proto__"') === false)
      const body = signWebhook(payload, paymentKey, { escapeUnicode })
      assert.equal(verifyWebhook(body, paymentKey), true)
      assert.equal(verifyWebhook(body, 'another-key'), false)
      assert.deepEqual(contentOf(body), { ...payload })
    }),
    { seed: 20_261_124, numRuns: 1_000 },
  )
})

for (const payload of [undefined, null, 'text', 7, [], ['x']]) {
  test(`refuses ${JSON.stringify(payload)} for a payload`, () => {
    const { issues } = thrown('validation', () => signWebhook(payload as unknown as object, paymentKey))
    assert.deepEqual(issues, [{ path: 'payload', message: 'must be an object' }])
  })
}

const nest = (levels: number) => JSON.parse(`{"a":${'['.repeat(levels)}${']'.repeat(levels)}}`) as object

for (const [name, payload] of [
  ['a prototype', JSON.parse('{"__proto__":1}') as object],
  ['more levels than a body may have', nest(128)],
] as const) {
  test(`refuses ${name}, which no body may hold`, () => {
    assert.match(thrown('validation', () => signWebhook(payload, paymentKey)).message, /what no webhook body may/)
  })
}

test('refuses half a surrogate pair, which no body may hold, by the name of its member', () => {
  for (const half of ['\ud83c', 'a\ude00', '\ude00\ud83c']) {
    assert.match(thrown('validation', () => signWebhook({ note: half }, paymentKey)).message, /^note holds half/)
    assert.match(thrown('validation', () => signWebhook({ [half]: 1 }, paymentKey)).message, /holds half/)
  }
})

for (const [name, payload] of [
  ['a bigint', { amount: 1n }],
  ['a Map', new Map()],
  ['more levels than PHP reads', nest(10_000)],
] as const) {
  test(`refuses ${name}, which JSON cannot express`, () => {
    thrown('validation', () => signWebhook(payload, paymentKey))
  })
}

for (const [name, unusable, complaint] of unusableKeys) {
  test(`refuses ${name}`, () => {
    assert.equal(thrown('config', () => signWebhook({}, unusable)).message, `apiKey ${complaint}.`)
  })
}
