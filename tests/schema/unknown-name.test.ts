import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeUnknownName } from '../../src/schema/unknown-name.ts'

test('names what was probably meant', () => {
  assert.equal(describeUnknownName('ammount', ['amount', 'currency']), 'is not known (did you mean amount?)')
})

test('names everything that is known when nothing is near', () => {
  assert.equal(describeUnknownName('color', ['amount', 'currency']), 'is not known (known are amount, currency)')
})

test('says so when nothing is known at all', () => {
  assert.equal(describeUnknownName('color', []), 'is not known (none are)')
})
