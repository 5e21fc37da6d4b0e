import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import {
  items,
  type ListParams,
  listParamEntries,
  type Page,
  type Paginate,
  pageEntries,
  pages,
} from '../../src/operations/paging.ts'
import { listPayments } from '../../src/operations/payments/manage-payments.ts'
import { paramsSchema } from '../../src/schema/params-schema.ts'
import { identifier, objectOf } from '../../src/schema/result-fields.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { paginateSample } from '../fixtures/shared.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

const paginateOf = (count: number, nextCursor: string | null | undefined) =>
  ({ count, hasPages: true, nextCursor, previousCursor: null, perPage: 15 }) as Paginate

/** A page of some things. */
const pageOf = <Item>(items: readonly Item[], nextCursor: string | null | undefined) => ({
  items,
  paginate: paginateOf(items.length, nextCursor),
})

/** A fetch that answers each cursor with its page; items are uuids. */
const pagedFetch = (script: Readonly<Record<string, ReturnType<typeof pageOf<string>>>>) =>
  fakeFetch(({ url }) => {
    const page = script[new URL(url).searchParams.get('cursor') ?? '']
    if (page === undefined) throw new Error(`No page for ${url}.`)
    return ok({ ...page, items: page.items.map((uuid) => ({ uuid })) })
  })

const clientWith = (script: Readonly<Record<string, ReturnType<typeof pageOf<string>>>>) => {
  const { fetch, sent } = pagedFetch(script)
  return { sent, client: createClient({ ...credentials, fetch }) }
}

async function collect<Value>(values: AsyncIterable<Value>): Promise<Value[]> {
  const all: Value[] = []
  for await (const value of values) all.push(value)
  return all
}

const three = { '': pageOf(['a', 'b'], 'two'), two: pageOf(['c', 'd'], 'three'), three: pageOf(['e'], null) }

test('reads page after page until there is no cursor', async () => {
  const { client, sent } = clientWith(three)
  const read = await collect(pages(client.payments.list))
  assert.deepEqual(
    read.map(({ items }) => items.map(({ uuid }) => uuid)),
    [['a', 'b'], ['c', 'd'], ['e']],
  )
  assert.equal(sent.length, 3)
})

test('repeats the dates in the body of each page and names the cursor in the query', async () => {
  const { client, sent } = clientWith(three)
  const dates = { date_from: '2026-01-01 00:00:00', date_to: '2026-01-31 23:59:59' }
  await collect(pages(client.payments.list, dates))
  assert.deepEqual(
    sent.map(({ url, body }) => [new URL(url).search, JSON.parse(body ?? '{}')]),
    [
      ['', dates],
      ['?cursor=two', dates],
      ['?cursor=three', dates],
    ],
  )
})

test('begins with the page that the params name', async () => {
  const { client, sent } = clientWith(three)
  await collect(pages(client.payments.list, { cursor: 'three' }))
  assert.equal(sent.length, 1)
})

test('reads a page only when it is asked for', async () => {
  const { client, sent } = clientWith(three)
  for await (const page of pages(client.payments.list)) {
    assert.equal(page.items.length, 2)
    break
  }
  assert.equal(sent.length, 1)
})

for (const [how, next] of [
  ['names itself', ''],
  ['was there before', 'two'],
] as const) {
  test(`stops at a cursor that ${how}`, async () => {
    const { client, sent } = clientWith({
      '': pageOf(['a'], 'two'),
      two: pageOf(['b'], next === '' ? 'two' : 'three'),
      three: pageOf(['c'], next),
    })
    await collect(pages(client.payments.list))
    assert.equal(sent.length, next === '' ? 2 : 3)
  })
}

for (const next of [null, undefined, '']) {
  test(`takes ${JSON.stringify(next)} for the end`, async () => {
    const { client, sent } = clientWith({ '': pageOf(['a'], next) })
    await collect(pages(client.payments.list))
    assert.equal(sent.length, 1)
  })
}

for (const [limit, requests] of [
  [0, 0],
  [1, 1],
  [2, 1],
  [3, 2],
  [5, 3],
  [50, 3],
] as const) {
  test(`asks ${requests} times for ${limit} records`, async () => {
    const { client, sent } = clientWith(three)
    await collect(pages(client.payments.list, {}, { limit }))
    assert.equal(sent.length, requests)
  })
}

test('serves every paged list, a standalone function, and one of your own', async () => {
  const { client } = clientWith(three)
  const own = async ({ cursor }: { readonly cursor?: string | undefined }): Promise<Page<number>> =>
    cursor === undefined ? pageOf([1], 'two') : pageOf([2], null)
  assert.equal((await collect(pages(client.payouts.list))).length, 3)
  assert.equal((await collect(pages(client.recurrences.list))).length, 3)
  assert.equal((await collect(pages((params: object, options) => listPayments(client, params, options)))).length, 3)
  assert.deepEqual(
    (await collect(pages(own))).flatMap(({ items }) => items),
    [1, 2],
  )
})

test('passes the signal to each call, and ends with its reason', async () => {
  const { client, sent } = clientWith(three)
  const controller = new AbortController()
  const reason = new Error('enough')
  await assert.rejects(async () => {
    for await (const _ of pages(client.payments.list, {}, { signal: controller.signal })) controller.abort(reason)
  }, reason)
  assert.equal(sent.length, 1)
})

test('throws what the list throws, after the pages that were read', async () => {
  const { fetch } = fakeFetch(({ url }) =>
    url.includes('cursor') ? { status: 500, text: async () => 'down' } : ok(pageOf([{ uuid: 'a' }], 'two')),
  )
  const client = createClient({ ...credentials, fetch })
  const seen: unknown[] = []
  const reading = (async () => {
    for await (const page of pages(client.payments.list)) seen.push(page)
  })()
  await rejected('response', reading)
  assert.equal(seen.length, 1)
})

test('names what is wrong with its arguments, and sends nothing', async () => {
  const { client, sent } = clientWith(three)
  const wrong = [
    [() => pages(undefined as never), 'list'],
    [() => pages(async () => ({}) as never), 'list'],
    [() => pages(client.payments.list, {}, { limit: -1 }), 'limit'],
    [() => pages(client.payments.list, {}, { limit: Number.NaN }), 'limit'],
    [() => pages(client.payments.list, {}, { limit: 'ten' as never }), 'limit'],
    [() => pages(client.payments.list, {}, { limit: '10' as never }), 'limit'],
    [() => pages(client.payments.list, {}, { limit: null as never }), 'limit'],
    [() => items(client.payments.list, {}, { limit: null as never }), 'limit'],
  ] as const
  for (const [open, option] of wrong) {
    const error = await rejected('config', collect(open() as AsyncIterable<unknown>))
    assert.equal(error.option, option)
  }
  assert.equal(sent.length, 0)
})

const threeOfItems = { '': pageOf(['a', 'b'], 'two'), two: pageOf(['c', 'd'], 'three'), three: pageOf(['e'], null) }

function open() {
  const { fetch, sent } = pagedFetch(threeOfItems)
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

const params = paramsSchema<ListParams>(listParamEntries())
const page = objectOf(pageEntries(objectOf<{ readonly uuid: string }>({ uuid: identifier })))

test('all params of a list may be left out', () => {
  for (const value of [{}, { date_from: undefined, date_to: undefined, cursor: undefined }]) {
    assert.ok(!runSchema(params, value).issues)
  }
})

test('dates with one digit for the hour are taken, as the gateway documents them', () => {
  assert.ok(!runSchema(params, { date_from: '2026-01-31 9:00:00', date_to: '2026-01-31 23:59:59' }).issues)
})

test('drift in the counters of a page is coerced', () => {
  const drifted = { items: [{ uuid: 'u' }], paginate: { ...paginateSample, count: '1', hasPages: 1, perPage: '15' } }
  assert.deepEqual(runSchema(page, drifted), {
    value: { items: [{ uuid: 'u' }], paginate: paginateSample },
  })
})

test('a page without a list of items does not fit', () => {
  for (const [value, message] of [
    [{ paginate: paginateSample }, 'is missing'],
    [{ items: {}, paginate: paginateSample }, 'is not a list'],
    [{ items: null, paginate: paginateSample }, 'is not a list'],
  ] as const) {
    assert.deepEqual(runSchema(page, value), { issues: [{ path: 'items', message }] })
  }
})

test('an odd record or an odd place in the list is passed on as it came', () => {
  for (const paginate of [undefined, null, [], 'none', { nextCursor: {} }]) {
    const odd = { items: [{}, { uuid: 'u' }, { uuid: null, amount: 1 }, null, 'none', 7, [], undefined], paginate }
    assert.deepEqual(runSchema(page, odd), { value: odd })
  }
  const { paginate, ...without } = { items: [{ uuid: 'u' }], paginate: paginateSample }
  assert.deepEqual(runSchema(page, without), { value: without })
})

for (const paginate of [undefined, null, [], 'none', {}, { nextCursor: false }]) {
  test(`a page whose place is ${JSON.stringify(paginate)} is the last, and its odd records are passed on`, async () => {
    const { fetch, sent } = fakeFetch(ok({ items: [{ uuid: 'a' }, null, {}, 'none'], paginate }))
    const client = createClient({ ...credentials, fetch })
    assert.deepEqual(await collect(items(client.payments.list)), [{ uuid: 'a' }, null, {}, 'none'])
    assert.equal((await collect(pages(client.payouts.list))).length, 1)
    assert.equal(sent.length, 2)
  })
}

test('a cursor that the gateway made is sent back as it came, whatever its length', async () => {
  const next = `${'x'.repeat(10_000)}=+/ &é`
  const { client, sent } = clientWith({ '': pageOf(['a'], next), [next]: pageOf(['b'], null) })
  assert.equal((await collect(items(client.payments.list))).length, 2)
  assert.equal(new URL(sent[1]?.url ?? '').searchParams.get('cursor'), next)
})

test('a Date is sent in the time of the gateway with each page, and an invalid one is refused before anything is sent', async () => {
  const { client, sent } = clientWith(three)
  const [from, to] = [new Date('2026-01-31T21:00:00.999Z'), new Date('2026-02-28T20:59:59Z')]
  await collect(pages(client.payments.list, { date_from: from, date_to: to }))
  const body = '{"date_from":"2026-02-01 00:00:00","date_to":"2026-02-28 23:59:59"}'
  assert.deepEqual(
    sent.map((call) => call.body),
    [body, body, body],
  )
  assert.equal(from.getTime(), Date.UTC(2026, 0, 31, 21, 0, 0, 999))
  const error = await rejected('validation', client.payments.list({ date_to: new Date(Number.NaN) }))
  assert.deepEqual([error.issues[0]?.path, error.outcome, sent.length], ['date_to', 'not_sent', 3])
})

test('params that a list refuses are refused, and not lost in a copy', async () => {
  const { client, sent } = clientWith(three)
  const inherited = Object.create({ date_from: '2026-01-31 00:00:00' })
  for (const params of [inherited, new Map([['date_from', '2026-01-31 00:00:00']]), ['2026-01-31']] as ListParams[]) {
    await rejected('validation', collect(items(client.payments.list, params)))
  }
  assert.equal(sent.length, 0)
})

test('null for params or options counts as left out', async () => {
  const { client } = clientWith(three)
  assert.equal((await collect(items(client.payments.list, null as never, null as never))).length, 5)
})
