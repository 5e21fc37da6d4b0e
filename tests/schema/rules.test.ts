import assert from 'node:assert/strict'
import { test } from 'node:test'
import { exactlyOne } from '../../src/schema/rules.ts'

const rule = exactlyOne('uuid', 'order_id')

test('is content with either of the two', () => {
  assert.equal(rule({ uuid: 'u' }), undefined)
  assert.equal(rule({ order_id: 'o', uuid: undefined }), undefined)
})

test('asks for one when there is none', () => {
  assert.deepEqual(rule({ uuid: undefined }), { path: 'uuid', message: 'or order_id is required' })
})

test('refuses both, because endpoints disagree about which one wins', () => {
  const message = 'must not be given together with uuid; keep one of them'
  assert.deepEqual(rule({ uuid: 'u', order_id: 'o' }), { path: 'order_id', message })
})
