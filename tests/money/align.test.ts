import assert from 'node:assert/strict'
import { test } from 'node:test'
import { align } from '../../src/money/align.ts'

test('brings both to the larger scale, whichever has it', () => {
  assert.deepEqual(align('1.5', '-0.025'), { a: 1500n, b: -25n, scale: 3 })
  assert.deepEqual(align('-0.025', '1.5'), { a: -25n, b: 1500n, scale: 3 })
  assert.deepEqual(align('2', '3'), { a: 2n, b: 3n, scale: 0 })
})
