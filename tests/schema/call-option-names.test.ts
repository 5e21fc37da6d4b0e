import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callOptionNames } from '../../src/schema/call-option-names.ts'

test('names each option once', () => {
  assert.equal(new Set(callOptionNames).size, callOptionNames.length)
  for (const name of ['signal', 'timeoutMs', 'extra']) assert.ok(callOptionNames.includes(name))
})
