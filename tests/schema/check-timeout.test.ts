import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkTimeout } from '../../src/schema/check-timeout.ts'
import { thrown } from '../tools/thrown.ts'

for (const ms of [0.5, 1, 30_000, 2_147_483_647]) {
  test(`${ms} is a usable number of milliseconds`, () => assert.equal(checkTimeout(ms), ms))
}

for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2_147_483_648, '30', null, undefined, 30n]) {
  test(`${String(bad)} (${typeof bad}) is refused as a number of milliseconds`, () => {
    const error = thrown('config', () => checkTimeout(bad))
    assert.equal(error.option, 'timeoutMs')
    assert.match(error.message, /^timeoutMs must be milliseconds above zero and below/)
  })
}
