import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanObject } from '../../src/json/scan-object.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import {
  decodeUtf8,
  matchSign,
  maxBodyBytes,
  readRawBody,
  readSignedBody,
  readStringMember,
} from '../../src/webhooks/signed-body.ts'

const sign = '0123456789abcdef0123456789abcdef'

test('takes the signature out and keeps every other character', () => {
  assert.deepEqual(readSignedBody(`{ "type": "payment", "sign": "${sign}", "a": 1.0 }`), {
    ok: true,
    body: { signed: '{ "type": "payment", "a": 1.0 }', sign, type: 'payment' },
  })
  assert.deepEqual(readSignedBody(`{"sign":"${sign}"}`), { ok: true, body: { signed: '{}', sign, type: undefined } })
})

for (const [text, reason] of [
  ['{', 'malformed'],
  ['{"a":1,"a":1}', 'duplicate_key'],
  ['{"a":1}', 'sign_missing'],
  ['{"sign":null}', 'sign_missing'],
  ['{"sign":{"sign":"x"}}', 'sign_missing'],
  ['{"sign":""}', 'sign_mismatch'],
  [`{"sign":"${sign.toUpperCase()}"}`, 'sign_mismatch'],
  [`{"sign":"${sign}0"}`, 'sign_mismatch'],
] as const) {
  test(`refuses ${text} as ${reason}`, () => assert.deepEqual(readSignedBody(text), { ok: false, reason }))
}

test('reads a member that is a string, decoded', () => {
  const text = '{"a":"x\\/y","b":1}'
  const scan = scanObject(text)
  assert.ok(scan.ok)
  assert.equal(readStringMember(text, scan.members, 'a'), 'x/y')
  assert.equal(readStringMember(text, scan.members, 'b'), undefined)
  assert.equal(readStringMember(text, scan.members, 'c'), undefined)
})

test('decodes what is UTF-8', () => {
  assert.equal(decodeUtf8(new TextEncoder().encode('{"a":"Ж漢🎉\u0000"}')), '{"a":"Ж漢🎉\u0000"}')
  assert.equal(decodeUtf8(new Uint8Array()), '')
})

test('keeps a byte order mark in the text', () => {
  assert.equal(decodeUtf8(Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b)), '\ufeff{')
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
  test(`refuses ${name}`, () => assert.equal(decodeUtf8(Uint8Array.from(bytes)), undefined))
}

const php = '{"a":"b\\/Ж"}'
const body = (signed: string, sign = signPayload(php, 'key')) => ({ signed, sign, type: undefined })

test('finds the body signed as it came', () => {
  assert.deepEqual(matchSign(body(php), ['key']), { text: php, spelling: 'as_sent' })
})

for (const wire of ['{"a":"b\\/\\u0416"}', '{"a":"b/Ж"}', '{ "a" : "b\\/Ж" }']) {
  test(`finds ${wire} signed as PHP spells it`, () => {
    assert.deepEqual(matchSign(body(wire), ['key']), { text: php, spelling: 'respelled' })
  })
}

test('finds bare slashes signed as they came, too', () => {
  const bare = '{"a":"b/Ж"}'
  assert.deepEqual(matchSign(body(bare, signPayload(bare, 'key')), ['key']), { text: bare, spelling: 'as_sent' })
})

test('tries every key and finds nothing when none fits', () => {
  assert.equal(matchSign(body(php), ['old', 'key'])?.text, php)
  assert.equal(matchSign(body('{ "a":"b/Ж" }'), ['old', 'key'])?.text, php)
  assert.equal(matchSign(body(php), ['old', 'other']), undefined)
  assert.equal(matchSign(body('{ "a":"b/c" }'), ['key']), undefined)
  assert.equal(matchSign(body(php), []), undefined)
})

test('never respells a number', () => {
  const sign = signPayload('{"x":1}', 'key')
  assert.equal(matchSign(body('{"x":1.0}', sign), ['key']), undefined)
  assert.equal(matchSign(body('{"x":1e0}', sign), ['key']), undefined)
})

const tooLarge = { ok: false, reason: 'too_large' }

test('takes text as it is, and bytes as UTF-8', () => {
  assert.deepEqual(readRawBody('Ж'), { ok: true, text: 'Ж' })
  assert.deepEqual(readRawBody(new TextEncoder().encode('Ж')), { ok: true, text: 'Ж' })
  assert.deepEqual(readRawBody(new Uint16Array([0x6261])), { ok: true, text: 'ab' })
  assert.deepEqual(readRawBody(''), { ok: true, text: '' })
})

test('takes 64 KiB and no byte more, however many characters that are', () => {
  for (const unit of ['x', 'Ж', '漢', '🎉']) {
    const size = Buffer.byteLength(unit)
    const fitting = unit.repeat(Math.floor(maxBodyBytes / size)) + 'x'.repeat(maxBodyBytes % size)
    assert.equal(readRawBody(fitting).ok, true)
    assert.equal(readRawBody(new TextEncoder().encode(fitting)).ok, true)
    assert.deepEqual(readRawBody(`${fitting}x`), tooLarge)
    assert.deepEqual(readRawBody(new TextEncoder().encode(`${fitting}x`)), tooLarge)
  }
})

test('refuses bytes that are not UTF-8 instead of replacing them', () => {
  assert.deepEqual(readRawBody(Uint8Array.of(0x22, 0xff, 0x22)), { ok: false, reason: 'malformed' })
})

test('refuses what someone has parsed already', () => {
  for (const parsed of [{}, [], null, undefined, 7, true, new ArrayBuffer(1)]) {
    assert.deepEqual(readRawBody(parsed), { ok: false, reason: 'not_raw' })
  }
})
