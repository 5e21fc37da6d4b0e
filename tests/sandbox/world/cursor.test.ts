import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromCursor, toCursor } from '../../../src/sandbox/world/cursor.ts'

test('a cursor says again where it points', () => {
  for (const cursor of [
    { position: 0, isNext: true },
    { position: 31, isNext: false },
  ]) {
    assert.deepEqual(fromCursor(toCursor(cursor)), cursor)
  }
})

test('a cursor is base64 of JSON, as the gateway spells it', () => {
  assert.equal(atob(toCursor({ position: 15, isNext: true })), '{"id":15,"_pointsToNextItems":true}')
})

test('what this sandbox did not make is no cursor', () => {
  const strangers = [
    '2',
    '%%%',
    'äöü',
    btoa('null'),
    btoa('[]'),
    btoa('{"id":"1","_pointsToNextItems":true}'),
    btoa('{'),
  ]
  for (const stranger of strangers) assert.equal(fromCursor(stranger), undefined, stranger)
  assert.equal(fromCursor(undefined), undefined)
})
