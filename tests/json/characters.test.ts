import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isSpace, skipSpace } from '../../src/json/characters.ts'

test('knows the four characters that JSON allows between tokens, and no other', () => {
  const spaces = Array.from({ length: 0x10000 }, (_, code) => code).filter(isSpace)
  assert.deepEqual(spaces, [0x09, 0x0a, 0x0d, 0x20])
})

test('skips white space up to the next character, or to the end', () => {
  assert.equal(skipSpace(' \t\r\n{', 0), 4)
  assert.equal(skipSpace('{', 0), 0)
  assert.equal(skipSpace('  ', 0), 2)
  assert.equal(skipSpace('\ufeff{', 0), 0)
})
