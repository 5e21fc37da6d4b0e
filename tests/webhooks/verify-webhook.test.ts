import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanObject } from '../../src/json/scan-object.ts'
import { type Scheme, signPayload } from '../../src/signing/sign-payload.ts'
import { signWebhook } from '../../src/webhooks/sign-webhook.ts'
import type { WebhookKeys } from '../../src/webhooks/types.ts'
import {
  bodySign,
  checkWebhook,
  findSignedText,
  maxBodyBytes,
  readRawBody,
  readSignedBody,
  readStringMember,
  resolveKeys,
  verifyWebhook,
} from '../../src/webhooks/verify-webhook.ts'
import { unusableKeys } from '../support/keys.ts'
import { thrown } from '../support/thrown.ts'
import { vectors } from '../support/vectors.ts'
import {
  payment,
  paymentKey,
  payout,
  payoutKey,
  signedBodies,
  signedPayment,
  signedPayout,
  signedWallet,
} from '../support/webhooks.ts'

for (const { id, raw_body, api_key, valid, note } of vectors.filter(({ kind }) => kind === 'webhook')) {
  test(`${valid === true ? 'accepts' : 'refuses'} ${id} (${note})`, () => {
    assert.equal(verifyWebhook(raw_body, api_key), valid === true)
    assert.equal(verifyWebhook(new TextEncoder().encode(raw_body), api_key), valid === true)
  })
}

test('takes the body as text, as bytes, as a Buffer and as a part of a buffer', () => {
  const bytes = new TextEncoder().encode(signedWallet)
  const within = new TextEncoder().encode(`--${signedWallet}--`).subarray(2, 2 + bytes.length)
  for (const body of [signedWallet, bytes, Buffer.from(signedWallet), within]) {
    assert.equal(verifyWebhook(body, paymentKey), true)
  }
})

for (const { name, body, key } of signedBodies) {
  test(`accepts ${name} however it is spelled on its way, and only under its key`, () => {
    const parsed = JSON.parse(body) as object
    const spellings = [body, JSON.stringify(parsed, null, 2), body.replaceAll('\\/', '/')]
    for (const spelled of spellings) {
      assert.equal(verifyWebhook(spelled, key), true)
      assert.equal(verifyWebhook(spelled, `${key}x`), false)
    }
  })
}

for (const place of ['first', 'middle', 'last'] as const) {
  test(`finds the sign where it stands ${place}`, () => {
    const sign = signPayload('{"a":1,"b":2}', paymentKey)
    const bodies = {
      first: `"sign":"${sign}","a":1,"b":2`,
      middle: `"a":1,"sign":"${sign}","b":2`,
      last: `"a":1,"b":2,"sign":"${sign}"`,
    }
    assert.equal(verifyWebhook(`{${bodies[place]}}`, paymentKey), true)
  })
}

test('accepts a body whose type nobody knows, when the keys have no roles', () => {
  assert.equal(verifyWebhook(signWebhook({ type: 'refund' }, paymentKey), paymentKey), true)
})

const rings: readonly (readonly [string, WebhookKeys, { payment: boolean; wallet: boolean; payout: boolean }])[] = [
  ['the payment key', paymentKey, { payment: true, wallet: true, payout: false }],
  ['the payout key', payoutKey, { payment: false, wallet: false, payout: true }],
  ['a list of both', [paymentKey, payoutKey], { payment: true, wallet: true, payout: true }],
  ['an old key and the right one', ['old-key', paymentKey], { payment: true, wallet: true, payout: false }],
  ['the right key and a new one', [paymentKey, 'new-key'], { payment: true, wallet: true, payout: false }],
  ['keys by role', { payment: paymentKey, payout: payoutKey }, { payment: true, wallet: true, payout: true }],
  [
    'keys by role, swapped',
    { payment: payoutKey, payout: paymentKey },
    { payment: false, wallet: false, payout: false },
  ],
  [
    'the payment key in both roles',
    { payment: paymentKey, payout: paymentKey },
    { payment: true, wallet: true, payout: false },
  ],
  [
    'lists by role, while they are rotated',
    { payment: ['new-key', paymentKey], payout: [payoutKey, 'new-payout-key'] },
    { payment: true, wallet: true, payout: true },
  ],
]

for (const [name, keys, expected] of rings) {
  test(`with ${name}, accepts what it should`, () => {
    assert.deepEqual(
      {
        payment: verifyWebhook(signedPayment, keys),
        wallet: verifyWebhook(signedWallet, keys),
        payout: verifyWebhook(signedPayout, keys),
      },
      expected,
    )
  })
}

test('refuses a payout that was signed with the payment key, when the keys have roles', () => {
  const forged = signWebhook({ ...payment, type: 'payout' }, paymentKey)
  assert.equal(verifyWebhook(forged, { payment: paymentKey, payout: payoutKey }), false)
})

test('refuses a type that no key is meant for, when the keys have roles', () => {
  for (const type of ['refund', 'Payment', 7, null, undefined]) {
    const keys = { payment: paymentKey, payout: payoutKey }
    assert.equal(verifyWebhook(signWebhook({ ...payment, type }, paymentKey), keys), false)
    assert.equal(verifyWebhook(signWebhook({ ...payment, type }, payoutKey), keys), false)
  }
})

test('tells the role by the decoded type', () => {
  const escaped = signedPayout.replace('"type":"payout"', '"t\\u0079pe":"p\\u0061yout"')
  assert.equal(verifyWebhook(escaped, { payment: paymentKey, payout: payoutKey }), true)
  assert.equal(verifyWebhook(escaped, { payment: payoutKey, payout: paymentKey }), false)
})

for (const sign of [
  '',
  'd'.repeat(31),
  'd'.repeat(33),
  'd'.repeat(64),
  'g'.repeat(32),
  signedPayment.slice(-34, -2).toUpperCase(),
  ` ${signedPayment.slice(-34, -2)}`,
  `${signedPayment.slice(-34, -3)}\u0000`,
  null,
  7,
  true,
  [],
  {},
  [signedPayment.slice(-34, -2)],
]) {
  test(`refuses the sign ${JSON.stringify(sign)}`, () => {
    assert.equal(verifyWebhook(JSON.stringify({ ...payment, sign }), paymentKey), false)
  })
}

test('refuses a sign of any other length', () => {
  for (let length = 0; length <= 64; length++) {
    const sign = signedPayment.slice(-34, -2).repeat(2).slice(0, length)
    assert.equal(verifyWebhook(JSON.stringify({ ...payment, sign }), paymentKey), length === 32)
  }
})

test('refuses a sign that is escaped, though it decodes to the right one', () => {
  const sign = signedPayment.slice(-34, -2)
  const escaped = `\\u00${sign.charCodeAt(0).toString(16)}${sign.slice(1)}`
  assert.equal(verifyWebhook(signedPayment.replace(sign, escaped), paymentKey), false)
})

for (const [name, unusable] of unusableKeys) {
  test(`refuses ${name}, whatever was sent`, () => {
    for (const keys of [
      unusable,
      [unusable],
      [paymentKey, unusable],
      { payment: paymentKey, payout: unusable },
      { payment: [unusable], payout: payoutKey },
    ]) {
      // An object in the place of the keys is taken for keys by role, which then are missing.
      thrown('config', () => verifyWebhook(signedPayment, keys))
      thrown('config', () => verifyWebhook('{', keys))
    }
  })
}

test('refuses an empty list of keys, whatever was sent', () => {
  for (const keys of [[], { payment: [], payout: payoutKey }, { payment: paymentKey, payout: [] }]) {
    thrown('config', () => verifyWebhook(signedPayment, keys))
  }
})

test('never accepts what was signed with the word that JavaScript makes of an absent key', () => {
  for (const word of ['undefined', 'null', '[object Object]', 'NaN']) {
    assert.equal(verifyWebhook(signWebhook(payment, word), paymentKey), false)
  }
})

for (const body of [undefined, null, 7, true, {}, [], payment, Symbol('s'), new ArrayBuffer(4), Promise.resolve('')]) {
  test(`refuses ${Object.prototype.toString.call(body)} without throwing`, () => {
    assert.equal(verifyWebhook(body as unknown as string, paymentKey), false)
  })
}

test('asks only the scheme that it is given', () => {
  const seen: unknown[] = []
  const scheme = (...args: unknown[]) => seen.push(args) > 0
  assert.equal(verifyWebhook('not even JSON', paymentKey, scheme), true)
  assert.deepEqual(seen, [['not even JSON', paymentKey]])
  assert.equal(
    verifyWebhook(signedPayment, paymentKey, () => false),
    false,
  )
})

test('is a scheme that can be asked on its own', () => {
  assert.equal(bodySign(signedPayment, paymentKey), true)
  assert.equal(bodySign(signedPayment, 'another-key'), false)
  assert.equal(bodySign(signedPayment.replace('paid', 'fail'), paymentKey), false)
  assert.equal(bodySign('{}', paymentKey), false)
  assert.equal(bodySign('no JSON', paymentKey), false)
})

test('is what verifyWebhook does by itself', () => {
  assert.equal(verifyWebhook(signedPayment, paymentKey, bodySign), true)
})

const flat = resolveKeys([paymentKey, payoutKey])
const byRole = resolveKeys({ payment: paymentKey, payout: payoutKey })

test('returns the text that was hashed, without the sign', () => {
  const verdict = checkWebhook(signedPayment, flat)
  assert.deepEqual(verdict, { text: JSON.stringify(payment), form: 'as_sent', isScanned: true })
})

test('returns the whole body when another scheme accepts it', () => {
  const verdict = checkWebhook('raw', flat, () => true)
  assert.deepEqual(verdict, { text: 'raw', form: 'as_sent', isScanned: false })
})

test('knows that it has scanned the body when it had to look for its type', () => {
  const verdict = checkWebhook(signedPayment, byRole, () => true)
  assert.deepEqual(verdict, { text: signedPayment, form: 'as_sent', isScanned: true })
})

test('tries another scheme with each key, until one fits', () => {
  const tried: string[] = []
  const scheme: Scheme = (_, key) => tried.push(key) === 2
  assert.notEqual(typeof checkWebhook('raw', flat, scheme), 'string')
  assert.deepEqual(tried, [paymentKey, payoutKey])
})

test('gives another scheme only the key of the type, when the keys have roles', () => {
  const tried: string[] = []
  const scheme: Scheme = (_, key) => tried.push(key) > 9
  checkWebhook(JSON.stringify(payout), byRole, scheme)
  checkWebhook(JSON.stringify(payment), byRole, scheme)
  assert.deepEqual(tried, [payoutKey, paymentKey])
})

test('does not ask another scheme about a body without a known type, when the keys have roles', () => {
  const never: Scheme = () => assert.fail('the scheme was asked')
  assert.deepEqual(checkWebhook('{"type":"refund"}', byRole, never), 'unknown_type')
  assert.deepEqual(checkWebhook('{', byRole, never), 'malformed')
  assert.deepEqual(checkWebhook('{"a":1,"a":2}', byRole, never), 'duplicate_key')
})

test('takes a scheme that throws, or answers anything but true, for a no', () => {
  const answers: readonly unknown[] = [false, undefined, 1, 'true', {}, Promise.resolve(true)]
  const schemes = answers.map((answer) => (() => answer) as unknown as Scheme)
  const throws: Scheme = () => {
    throw new Error('a stranger made me throw')
  }
  for (const scheme of [...schemes, throws]) {
    assert.deepEqual(checkWebhook('raw', flat, scheme), 'sign_mismatch')
  }
})

test('one key, or several, serve every type', () => {
  assert.deepEqual(resolveKeys('k'), { payment: ['k'], payout: ['k'], any: ['k'] })
  assert.deepEqual(resolveKeys(['k', 'l']), { payment: ['k', 'l'], payout: ['k', 'l'], any: ['k', 'l'] })
})

test('keys by role serve their role and nothing else', () => {
  assert.deepEqual(resolveKeys({ payment: 'k', payout: ['l', 'm'] }), { payment: ['k'], payout: ['l', 'm'], any: [] })
})

for (const [keys, option, message] of [
  [undefined, 'keys', 'keys is missing.'],
  [null, 'keys', 'keys is missing.'],
  ['', 'keys', 'keys is blank.'],
  [7, 'keys', 'keys must be a string.'],
  ['undefined', 'keys', 'keys is the word undefined.'],
  [['k', 'null'], 'keys[1]', 'keys[1] is the word null.'],
  [() => 'k', 'keys', 'keys must be a string.'],
  [[], 'keys', 'keys is an empty list.'],
  [['k', ' '], 'keys[1]', 'keys[1] is blank.'],
  [['k', ['l']], 'keys[1]', 'keys[1] must be a string.'],
  [{}, 'keys.payment', 'keys.payment is missing.'],
  [{ payment: 'k' }, 'keys.payout', 'keys.payout is missing.'],
  [{ payment: [], payout: 'l' }, 'keys.payment', 'keys.payment is an empty list.'],
  [{ payment: 'k', payout: ['l', undefined] }, 'keys.payout[1]', 'keys.payout[1] is missing.'],
] as const) {
  test(`refuses ${typeof keys === 'function' ? 'a function' : JSON.stringify(keys)} and says why`, () => {
    const error = thrown('config', () => resolveKeys(keys as unknown as WebhookKeys))
    assert.equal(error.option, option)
    assert.equal(error.message, message)
  })
}

const digits = '0123456789abcdef0123456789abcdef'

test('takes the signature out and keeps every other character', () => {
  assert.deepEqual(readSignedBody(`{ "type": "payment", "sign": "${digits}", "a": 1.0 }`), {
    content: '{ "type": "payment", "a": 1.0 }',
    sign: digits,
    type: 'payment',
  })
  assert.deepEqual(readSignedBody(`{"sign":"${digits}"}`), {
    content: '{}',
    sign: digits,
    type: undefined,
  })
})

for (const [text, reason] of [
  ['{', 'malformed'],
  ['{"a":1,"a":1}', 'duplicate_key'],
  ['{"a":1}', 'sign_missing'],
  ['{"sign":null}', 'sign_missing'],
  ['{"sign":{"sign":"x"}}', 'sign_missing'],
  ['{"sign":""}', 'sign_mismatch'],
  [`{"sign":"${digits.toUpperCase()}"}`, 'sign_mismatch'],
  [`{"sign":"${digits}0"}`, 'sign_mismatch'],
] as const) {
  test(`refuses ${text} as ${reason}`, () => assert.deepEqual(readSignedBody(text), reason))
}

test('reads a member that is a string, decoded', () => {
  const text = '{"a":"x\\/y","b":1}'
  const scan = scanObject(text)
  assert.ok(typeof scan !== 'string')
  assert.equal(readStringMember(text, scan, 'a'), 'x/y')
  assert.equal(readStringMember(text, scan, 'b'), undefined)
  assert.equal(readStringMember(text, scan, 'c'), undefined)
})

test('decodes what is UTF-8', () => {
  const text = '{"a":"Ж漢🎉\u0000"}'
  assert.deepEqual(readRawBody(new TextEncoder().encode(text)), { text })
  assert.deepEqual(readRawBody(new Uint8Array()), { text: '' })
})

test('keeps a byte order mark in the text', () => {
  assert.deepEqual(readRawBody(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b)), { text: '\ufeff{' })
})

const broken = {
  'a lone continuation byte': [0x80],
  'a character cut in the middle': [0xe6, 0xbc],
  'an overlong slash': [0xc0, 0xaf],
  'half a surrogate pair': [0xed, 0xa0, 0xbc],
  'a character beyond Unicode': [0xf4, 0x90, 0x80, 0x80],
  'Latin-1': [0x63, 0x61, 0x66, 0xe9],
  'UTF-16': [0xff, 0xfe, 0x7b, 0x00],
}

for (const [name, bytes] of Object.entries(broken)) {
  test(`refuses bytes with ${name}`, () => {
    assert.deepEqual(readRawBody(Uint8Array.from(bytes)), 'malformed')
  })
}

const php = '{"a":"b\\/Ж"}'
const body = (content: string, sign = signPayload(php, 'key')) => ({
  content,
  sign,
  type: undefined,
})

test('finds the body signed as it came', () => {
  assert.equal(findSignedText(body(php), ['key']), php)
})

for (const wire of ['{"a":"b\\/\\u0416"}', '{"a":"b/Ж"}', '{ "a" : "b\\/Ж" }']) {
  test(`finds ${wire} signed as PHP encodes it`, () => {
    assert.equal(findSignedText(body(wire), ['key']), php)
  })
}

test('finds bare slashes signed as they came, too', () => {
  const bare = '{"a":"b/Ж"}'
  assert.equal(findSignedText(body(bare, signPayload(bare, 'key')), ['key']), bare)
})

test('tries every key and finds nothing when none fits', () => {
  assert.equal(findSignedText(body(php), ['old', 'key']), php)
  assert.equal(findSignedText(body('{ "a":"b/Ж" }'), ['old', 'key']), php)
  assert.equal(findSignedText(body(php), ['old', 'other']), undefined)
  assert.equal(findSignedText(body('{ "a":"b/c" }'), ['key']), undefined)
  assert.equal(findSignedText(body(php), []), undefined)
})

test('never re-encodes a number', () => {
  const sign = signPayload('{"x":1}', 'key')
  assert.equal(findSignedText(body('{"x":1.0}', sign), ['key']), undefined)
  assert.equal(findSignedText(body('{"x":1e0}', sign), ['key']), undefined)
})

const tooLarge = 'too_large'

test('takes text as it is, and bytes as UTF-8', () => {
  assert.deepEqual(readRawBody('Ж'), { text: 'Ж' })
  assert.deepEqual(readRawBody(new TextEncoder().encode('Ж')), { text: 'Ж' })
  assert.deepEqual(readRawBody(new Uint16Array([0x6261])), { text: 'ab' })
  assert.deepEqual(readRawBody(''), { text: '' })
})

test('takes 64 KiB and no byte more, however many characters that are', () => {
  for (const unit of ['x', 'Ж', '漢', '🎉']) {
    const size = Buffer.byteLength(unit)
    const fitting = unit.repeat(Math.floor(maxBodyBytes / size)) + 'x'.repeat(maxBodyBytes % size)
    assert.notEqual(typeof readRawBody(fitting), 'string')
    assert.notEqual(typeof readRawBody(new TextEncoder().encode(fitting)), 'string')
    assert.deepEqual(readRawBody(`${fitting}x`), tooLarge)
    assert.deepEqual(readRawBody(new TextEncoder().encode(`${fitting}x`)), tooLarge)
  }
})

test('refuses what someone has parsed already', () => {
  for (const parsed of [{}, [], null, undefined, 7, true, new ArrayBuffer(1)]) {
    assert.deepEqual(readRawBody(parsed), 'not_raw')
  }
})
