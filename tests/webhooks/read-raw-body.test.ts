import assert from 'node:assert/strict'
import { test } from 'node:test'
import { maxBodyBytes, readRawBody } from '../../src/webhooks/read-raw-body.ts'

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
