import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'

const error = createError('config', 'm', { option: 'apiKey' })

test('knows an error of this package', () => {
  assert.equal(isCryptomusError(error), true)
})

test('tells the kinds apart', () => {
  assert.equal(isCryptomusError(error, 'config'), true)
  assert.equal(isCryptomusError(error, 'api'), false)
})

test('takes nothing else for one', () => {
  const others = [undefined, null, 'CryptomusError', 7, {}, new Error('m'), { kind: 'config', name: 'CryptomusError' }]
  for (const other of others) assert.equal(isCryptomusError(other), false)
})

test('knows an error that another copy of this package made', async () => {
  const otherCopy = '../../src/errors/create-error.ts?copy'
  const other = (await import(otherCopy)) as { readonly createError: typeof createError }
  assert.notEqual(other.createError, createError)
  assert.equal(isCryptomusError(other.createError('config', 'm', { option: 'apiKey' }), 'config'), true)
})
