import assert from 'node:assert/strict'
import { test } from 'node:test'
import { keysFor, resolveKeys } from '../../src/webhooks/keys.ts'
import type { WebhookKeys } from '../../src/webhooks/types.ts'
import { thrown } from '../support/thrown.ts'

test('one key, or several, serve every type', () => {
  assert.deepEqual(resolveKeys('k'), { payment: ['k'], payout: ['k'], any: ['k'] })
  assert.deepEqual(resolveKeys(['k', 'l']), { payment: ['k', 'l'], payout: ['k', 'l'], any: ['k', 'l'] })
})

test('keys by role serve their role and nothing else', () => {
  assert.deepEqual(resolveKeys({ payment: 'k', payout: ['l', 'm'] }), { payment: ['k'], payout: ['l', 'm'], any: [] })
})

test('the type chooses the keys', () => {
  const ring = resolveKeys({ payment: 'k', payout: 'l' })
  assert.deepEqual(keysFor(ring, 'payment'), ['k'])
  assert.deepEqual(keysFor(ring, 'wallet'), ['k'])
  assert.deepEqual(keysFor(ring, 'payout'), ['l'])
  assert.deepEqual(keysFor(ring, 'refund'), [])
  assert.deepEqual(keysFor(ring, undefined), [])
  assert.deepEqual(keysFor(resolveKeys('k'), 'refund'), ['k'])
})

for (const [keys, option, message] of [
  [undefined, 'keys', 'keys is missing.'],
  [null, 'keys', 'keys is missing.'],
  ['', 'keys', 'keys is blank.'],
  [7, 'keys', 'keys must be a string.'],
  [() => 'k', 'keys', 'keys must be a string.'],
  [[], 'keys', 'keys is an empty list; give at least one key.'],
  [['k', ' '], 'keys[1]', 'keys[1] is blank.'],
  [['k', ['l']], 'keys[1]', 'keys[1] must be a string.'],
  [{}, 'keys.payment', 'keys.payment is missing.'],
  [{ payment: 'k' }, 'keys.payout', 'keys.payout is missing.'],
  [{ payment: [], payout: 'l' }, 'keys.payment', 'keys.payment is an empty list; give at least one key.'],
  [{ payment: 'k', payout: ['l', undefined] }, 'keys.payout[1]', 'keys.payout[1] is missing.'],
] as const) {
  test(`refuses ${typeof keys === 'function' ? 'a function' : JSON.stringify(keys)} and says why`, () => {
    const error = thrown('config', () => resolveKeys(keys as unknown as WebhookKeys))
    assert.equal(error.option, option)
    assert.equal(error.message, message)
  })
}
