import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRetries } from '../../src/call/check-retries.ts'
import { thrown } from '../tools/thrown.ts'

for (const retries of [0, 1, 2, 10]) {
  test(`${retries} is a usable number of retries`, () => assert.equal(checkRetries(retries), retries))
}

for (const bad of [-1, 11, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '2', null, undefined, true]) {
  test(`${String(bad)} (${typeof bad}) is refused as a number of retries`, () => {
    const error = thrown('config', () => checkRetries(bad))
    assert.equal(error.option, 'retries')
    assert.equal(error.message, 'retries must be a whole number from 0 to 10.')
  })
}
