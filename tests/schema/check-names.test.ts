import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkNames } from '../../src/schema/check-names.ts'
import { thrown } from '../tools/thrown.ts'

const known = ['merchantId', 'apiKey', 'timeoutMs']

test('known names are let through', () => {
  checkNames({}, known)
  checkNames({ apiKey: 1, timeoutMs: undefined }, known)
})

test('a misspelt name is refused with the nearest known one', () => {
  const error = thrown('config', () => checkNames({ merchantID: 'm' }, known))
  assert.equal(error.option, 'merchantID')
  assert.equal(error.message, 'merchantID is not known (did you mean merchantId?).')
})

test('a name that is near to none is refused with all known ones', () => {
  const error = thrown('config', () => checkNames({ verbose: true }, known))
  assert.equal(error.message, 'verbose is not known (known are merchantId, apiKey, timeoutMs).')
})
