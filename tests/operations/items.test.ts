import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { items } from '../../src/operations/items.ts'
import { credentials } from '../tools/credentials.ts'
import { pagedFetch, pageOf } from '../tools/paged.ts'

const three = { '': pageOf(['a', 'b'], 'two'), two: pageOf(['c', 'd'], 'three'), three: pageOf(['e'], null) }

function open() {
  const { fetch, sent } = pagedFetch(three)
  return { client: createClient({ ...credentials, fetch }), sent }
}

test('reads record after record, over all pages', async () => {
  const { client, sent } = open()
  const uuids: string[] = []
  for await (const payment of items(client.payments.list)) uuids.push(payment.uuid)
  assert.deepEqual(uuids, ['a', 'b', 'c', 'd', 'e'])
  assert.equal(sent.length, 3)
})

for (const [limit, expected, requests] of [
  [0, '', 0],
  [1, 'a', 1],
  [2, 'ab', 1],
  [3, 'abc', 2],
  [4, 'abcd', 2],
  [99, 'abcde', 3],
] as const) {
  test(`ends after ${limit} records and asks for no page that it does not need`, async () => {
    const { client, sent } = open()
    let uuids = ''
    for await (const { uuid } of items(client.payouts.list, {}, { limit })) uuids += uuid
    assert.deepEqual([uuids, sent.length], [expected, requests])
  })
}

test('throws the reason of the signal at once, also in the middle of a page', async () => {
  const { client, sent } = open()
  const controller = new AbortController()
  const reason = new Error('enough')
  const uuids: string[] = []
  await assert.rejects(async () => {
    for await (const { uuid } of items(client.payments.list, {}, { signal: controller.signal })) {
      uuids.push(uuid)
      controller.abort(reason)
    }
  }, reason)
  assert.deepEqual([uuids, sent.length], [['a'], 1])
})
