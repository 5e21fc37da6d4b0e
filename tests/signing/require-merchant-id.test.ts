import assert from 'node:assert/strict'
import { test } from 'node:test'
import { requireMerchantId } from '../../src/signing/require-merchant-id.ts'
import { thrown } from '../tools/thrown.ts'

test('lets a usable merchant id through', () => assert.equal(requireMerchantId('8b03432e-385b'), '8b03432e-385b'))

test('adds the hint that it is given', () => {
  const { message } = thrown('config', () => requireMerchantId(undefined, '; set X'))
  assert.equal(message, 'merchantId is missing; set X.')
})

test('refuses what no header can carry', () => {
  assert.match(thrown('config', () => requireMerchantId('a b')).message, /no HTTP header can carry/)
})
