import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { createClient } from '../../src/client.ts'
import { cryptomus, heleket } from '../../src/gateways/gateways.ts'
import { signPayload } from '../../src/signing/sign-payload.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { idsOfCases, memberOf, operations } from '../support/operations.ts'
import { rejected } from '../support/rejected.ts'
import { runWith } from '../support/run-with.ts'

// Every row of every case in tests/fixtures, through the operation itself and through a client.

const keys = { payment: credentials.apiKey, payout: credentials.payoutApiKey }

const shown = (params: unknown) => {
  const text = inspect(params, { breakLength: Number.POSITIVE_INFINITY, depth: 4 })
  return text.length > 90 ? `${text.slice(0, 70)}… (${text.length})` : text
}

/** Formats a time as Sweden writes it, at UTC+3, which is also the form of the gateway's lists. */
const inGatewayTime = (time: Date) => time.toLocaleString('sv-SE', { timeZone: 'Etc/GMT-3' })

/** A response that repeats the params, if the operation compares the two. */
const echoing = (response: unknown, params: Readonly<Record<string, unknown>>, echo: readonly string[]) =>
  echo.length === 0
    ? response
    : { ...Object(response), ...Object.fromEntries(echo.map((name) => [name, params[name]])) }

/** A client that fails the test when it sends anything. */
const silent = createClient({
  ...credentials,
  gateway: { ...cryptomus, unsupported: [] },
  fetch: async (url) => assert.fail(`something was sent to ${url}`),
})

/** Values that hold no params at all; null and undefined stand for none. */
const noObjects: readonly unknown[] = ['USDT', 7, true, [], [{ amount: '1' }]]

for (const { id, group, member, operation, fixture } of operations) {
  const { valid, accepted, refused, query = [], echo = [], repeatable, example } = fixture
  const { response, result = response } = example
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
  const runSilent = memberOf(silent, group, member)

  test(`${id} is declared as the gateway documents it`, () => {
    assert.deepEqual(
      [operation.id, operation.repeatable, operation.query ?? [], operation.echo ?? []],
      [id, repeatable, query, echo],
    )
    assert.ok(Object.isFrozen(operation))
  })

  test(`${id} is sent and read as the gateway documents it`, async () => {
    const { endpoint, key, params, body = params } = example
    const gateway = cryptomus.unsupported.includes(id) ? heleket : cryptomus
    const { fetch, sent } = fakeFetch(ok(response))
    const client = createClient({ ...credentials, fetch, gateway })
    assert.deepEqual(await memberOf(client, group, member)(params), result)

    const [call] = sent
    assert.ok(call !== undefined && sent.length === 1)
    assert.equal(`${call.method} ${call.url.replace(gateway.apiUrl, '')}`, endpoint)
    if (key === 'none') {
      assert.ok(!('sign' in call.headers || 'merchant' in call.headers || 'body' in call))
      return
    }
    assert.deepEqual(call.body === undefined ? {} : JSON.parse(call.body), body)
    assert.deepEqual(
      [call.headers.merchant, call.headers.sign],
      [credentials.merchantId, signPayload(call.body ?? '', keys[key])],
    )
  })

  for (const params of accepted) {
    test(`${id} takes ${shown(params)}`, async () => {
      const asked = { ...valid, ...params }
      const { sent, promise } = runWith(operation, asked, echoing(response, asked, echo))
      await promise
      const elsewhere: readonly (string | undefined)[] = [...query, ...inPath]
      const expected = Object.entries(asked)
        .filter(([name, value]) => value !== undefined && !elsewhere.includes(name))
        .map(([name, value]) => [name, value instanceof Date ? inGatewayTime(value) : value])
      const body = sent[0]?.body
      assert.deepEqual(body === undefined ? {} : JSON.parse(body), Object.fromEntries(expected))
    })
  }

  for (const [params, path, message] of refused) {
    test(`${id} refuses ${shown(params)}`, async () => {
      const { sent, promise } = runWith(operation, { ...valid, ...params }, response)
      const error = await rejected('validation', promise)
      const issue = error.issues.find((each) => each.path === path)
      assert.ok(issue !== undefined, `${path} is not named in: ${error.message}`)
      assert.match(issue.message, message)
      assert.ok(error.message.startsWith(`${id} was not sent: `), error.message)
      assert.ok(error.message.includes(`${path} ${issue.message}`), error.message)
      assert.deepEqual([error.outcome, error.retryable, error.attempts, sent.length], ['not_sent', false, 0, 0])
    })
  }

  test(`${id} refuses ${refused.length} kinds of wrong params before anything is sent, each by name`, async () => {
    for (const [params, path] of refused) {
      const error = await rejected('validation', runSilent({ ...valid, ...params }))
      assert.ok(
        error.issues.some((issue) => issue.path === path),
        `${path} of ${inspect(params)} is not named in: ${error.message}`,
      )
      assert.deepEqual([error.operation, error.outcome, error.attempts], [id, 'not_sent', 0])
    }
  })

  test(`${id} refuses what is no object`, async () => {
    for (const params of noObjects) {
      const error = await rejected('validation', runSilent(params))
      assert.deepEqual(error.issues, [{ path: '', message: 'must be an object' }])
    }
  })

  test(`${id} names every wrong param at once`, async () => {
    const names = [...new Set(refused.map(([, path]) => path))]
    const wrong = Object.fromEntries(names.map((name) => [name, Symbol.iterator]))
    const error = await rejected('validation', runSilent({ ...valid, ...wrong }))
    const named = new Set(error.issues.map(({ path }) => path))
    assert.deepEqual(
      names.filter((name) => !named.has(name)),
      [],
    )
  })
}

/** Items that no gateway should send. */
const oddItems = [null, 'none', 7, true, [], {}, { uuid: null, amount: 1 }, { uuid: '' }]

for (const { id, operation, fixture } of operations) {
  const { params, response, result = response } = fixture.example
  const listIn = (value: unknown) => (Array.isArray(value) ? value : (value as { readonly items?: unknown })?.items)
  const [came, read] = [listIn(response), listIn(result)]
  if (!(Array.isArray(came) && Array.isArray(read) && came.length > 0)) continue
  const withList = (value: unknown, list: unknown) => (Array.isArray(value) ? list : { ...Object(value), items: list })

  test(`${id} passes on an odd item as it came, and reads the others`, async () => {
    const odd = withList(response, [...oddItems, ...came])
    const { promise } = runWith(operation, params, odd)
    assert.deepEqual(listIn(await promise), [...oddItems, ...read])
  })
}

test('every operation has an example, and every example an operation', () => {
  assert.deepEqual([...idsOfCases].sort(), operations.map(({ id }) => id).sort())
})

test('there are wrong params for every operation, at least 150 in all and 3 where any are taken', () => {
  const counts = operations.map(({ fixture }) => fixture.refused.length)
  assert.ok(counts.reduce((sum, count) => sum + count) >= 150)
  for (const { id, fixture } of operations) {
    assert.ok(fixture.refused.length >= 3, id)
    assert.ok(fixture.accepted.length >= 1, id)
  }
})

test('every declared param of every operation has a row that breaks it', () => {
  for (const { id, operation, fixture } of operations) {
    const { entries } = operation.params as unknown as { readonly entries: object }
    const broken = new Set(fixture.refused.map(([, path]) => path))
    assert.deepEqual(
      Object.keys(entries).filter((name) => !broken.has(name)),
      [],
      id,
    )
  }
})
