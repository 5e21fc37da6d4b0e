import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { createClient } from '../../src/client.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import { paramTables } from '../fixtures/param-tables.ts'
import { credentials } from '../support/credentials.ts'
import { memberOf, operations } from '../support/operations.ts'
import { rejected } from '../support/rejected.ts'

// The messages are checked beside each operation; here, that a client refuses every wrong param.

const client = createClient({
  ...credentials,
  gateway: { ...cryptomus, without: [] },
  fetch: async (url) => assert.fail(`something was sent to ${url}`),
})

/** Values that are not params; null and undefined count as no params. */
const noObjects: readonly unknown[] = ['USDT', 7, true, [], [{ amount: '1' }]]

for (const { id, group, member } of operations) {
  const { valid, refused } = paramTables[id]
  const run = memberOf(client, group, member)

  test(`${id} refuses ${refused.length} kinds of wrong params before anything is sent, each by name`, async () => {
    for (const [params, path] of refused) {
      const error = await rejected('validation', run({ ...valid, ...params }))
      assert.ok(
        error.issues.some((issue) => issue.path === path),
        `${path} of ${inspect(params)} is not named in: ${error.message}`,
      )
      assert.deepEqual([error.operation, error.outcome, error.attempts], [id, 'not_sent', 0])
    }
  })

  test(`${id} refuses what is no object`, async () => {
    for (const params of noObjects) {
      const error = await rejected('validation', run(params))
      assert.deepEqual(error.issues, [{ path: '', message: 'must be an object' }])
    }
  })

  test(`${id} names every wrong param at once`, async () => {
    const names = [...new Set(refused.map(([, path]) => path))]
    const wrong = Object.fromEntries(names.map((name) => [name, Symbol.iterator]))
    const error = await rejected('validation', run({ ...valid, ...wrong }))
    const named = new Set(error.issues.map(({ path }) => path))
    assert.deepEqual(
      names.filter((name) => !named.has(name)),
      [],
    )
  })
}

test('there are wrong params for every operation, at least 150 in all and 3 where any are taken', () => {
  assert.deepEqual(Object.keys(paramTables).sort(), operations.map(({ id }) => id).sort())
  const counts = Object.values(paramTables).map(({ refused }) => refused.length)
  assert.ok(counts.reduce((sum, count) => sum + count) >= 150)
  for (const [id, { accepted, refused }] of Object.entries(paramTables)) {
    assert.ok(refused.length >= 3, id)
    assert.ok(accepted.length >= 1, id)
  }
})

test('every declared param of every operation has a row that breaks it', () => {
  for (const { id, operation } of operations) {
    const { entries } = operation.params as unknown as { readonly entries: object }
    const broken = new Set(paramTables[id].refused.map(([, path]) => path))
    assert.deepEqual(
      Object.keys(entries).filter((name) => !broken.has(name)),
      [],
      id,
    )
  }
})
