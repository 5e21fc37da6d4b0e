import assert from 'node:assert/strict'
import { test } from 'node:test'
import { md5Hex } from '../../src/crypto/md5-hex.ts'

test('gives 32 lower-case hex digits, at the first call and at the next', () => {
  assert.equal(md5Hex('abc'), '900150983cd24fb0d6963f7d28e17f72')
  assert.equal(md5Hex('Жук 🎉'), md5Hex('Жук 🎉'))
  assert.match(md5Hex('Жук 🎉'), /^[0-9a-f]{32}$/)
})
