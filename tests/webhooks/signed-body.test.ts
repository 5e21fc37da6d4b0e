import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scanObject } from '../../src/json/scan-object.ts'
import { readSignedBody, readStringMember } from '../../src/webhooks/signed-body.ts'

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
