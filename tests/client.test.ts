import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import type { ClientOptions } from '../src/call/client-options.ts'
import { createCaller } from '../src/call/create-caller.ts'
import { createClient } from '../src/client.ts'
import { readEnv } from '../src/env.ts'
import { isCryptomusError } from '../src/errors/is-cryptomus-error.ts'
import { cryptomus } from '../src/gateways/gateways.ts'
import { groups } from '../src/operations/groups.ts'
import { runSchema } from '../src/schema/standard-schema.ts'
import { balanceSample } from './fixtures/balance.ts'
import { payout } from './fixtures/payouts.ts'
import { credentials } from './support/credentials.ts'
import { assertHidden } from './support/error-views.ts'
import { fakeFetch, ok } from './support/fake-fetch.ts'
import { memberOf, operations } from './support/operations.ts'
import { thrown } from './support/thrown.ts'

/** A gateway that lacks nothing. */
const gateway = { ...cryptomus, unsupported: [] }
const clientWith = (fetch: NonNullable<ClientOptions['fetch']>) => createClient({ ...credentials, fetch, gateway })

for (const { id, group, member, operation, fixture } of operations) {
  const { params, response, result = response } = fixture.example

  test(`${id} is the standalone function, bound`, async () => {
    const { fetch, sent } = fakeFetch(ok(result))
    const client = clientWith(fetch)
    const extra = { beyond: true }
    assert.deepEqual(await memberOf(client, group, member)(params, { extra }), result)
    assert.deepEqual(await operation(client, params, { extra }), result)
    assert.deepEqual(await operation(createCaller({ ...credentials, fetch, gateway }), params, { extra }), result)
    assert.deepEqual(await client.call(operation, params, { extra }), result)
    const calls = sent.map(({ signal: _, ...call }) => call)
    assert.equal(calls.length, 4)
    for (const call of calls) assert.deepEqual(call, calls[0])
    // A GET has no body.
    if (operation.method !== 'GET') assert.match(String(calls[0]?.body), /"beyond":true/)
  })

  if (!runSchema(operation.params, {}).issues) {
    test(`${id} may be called without any params`, async () => {
      const { fetch, sent } = fakeFetch(ok(result))
      const client = clientWith(fetch)
      const bound = memberOf(client, group, member)
      assert.deepEqual(await bound(), result)
      assert.deepEqual(await bound(undefined, { timeoutMs: 1000 }), result)
      assert.deepEqual(await operation(client, undefined), result)
      assert.deepEqual(
        sent.map(({ body }) => body),
        [undefined, undefined, undefined],
      )
    })
  }
}

test('a client has every group and every member, call, scope, and nothing else', () => {
  const client = createClient(credentials) as unknown as Readonly<Record<string, object>>
  assert.deepEqual(Object.keys(client).sort(), ['call', 'scope', ...Object.keys(groups)].sort())
  for (const [group, operations] of Object.entries(groups)) {
    assert.deepEqual(Object.keys(client[group] ?? {}), Object.keys(operations))
  }
})

// A spy replaces a member of the object it is given, and puts it back; jest, vitest and node:test do it in different ways.

test('every member of a client can be replaced and put back', async () => {
  const { fetch, sent } = fakeFetch(ok(balanceSample))
  const client = clientWith(fetch) as unknown as Record<string, Record<string, unknown>>
  const places = [
    ...Object.keys(client).map((name) => [client, name] as const),
    ...Object.keys(groups).flatMap((group) => {
      const members = client[group] ?? {}
      return Object.keys(members).map((name) => [members, name] as const)
    }),
  ]
  for (const [owner, name] of places) {
    const before = Object.getOwnPropertyDescriptor(owner, name)
    assert.deepEqual(before, { value: owner[name], writable: true, enumerable: true, configurable: true }, name)
    const fake = () => 'a fake'
    owner[name] = fake as never
    assert.equal(owner[name], fake)
    Object.defineProperty(owner, name, before ?? {})
  }
  await (client as unknown as ReturnType<typeof createClient>).balance.get()
  assert.equal(sent.length, 1)
})

test('what is replaced in one client stays as it is in another', (t) => {
  const [one, two] = [createClient(credentials), createClient(credentials)]
  const { get } = two.balance
  t.mock.method(one.balance, 'get', async () => [])
  assert.equal(two.balance.get, get)
})

test('operations stay frozen', () => {
  for (const { id, operation } of operations) assert.ok(Object.isFrozen(operation), id)
})

test('scope names the gateway and the merchant, so that several of them can share a store', () => {
  assert.equal(createClient(credentials).scope, `cryptomus:${credentials.merchantId}`)
  assert.equal(createClient({ ...credentials, gateway: 'heleket' }).scope, `heleket:${credentials.merchantId}`)
})

test('no view of a client shows a key', () => {
  const client = createClient(credentials)
  const { merchantId: _, ...keys } = credentials
  const views = [
    inspect(client, { depth: null, showHidden: true, getters: true }),
    JSON.stringify(client),
    JSON.stringify({ ...client, payments: { ...client.payments } }),
    String(client.call),
    Object.values(client.payments).map(String).join('\n'),
  ].join('\n')
  for (const secret of Object.values(keys)) assert.ok(!views.includes(secret))
  assertHidden(client, keys)
})

test('two clients in one process share nothing', async () => {
  const a = fakeFetch(ok(balanceSample))
  const b = fakeFetch(ok(balanceSample))
  const one = createClient({ merchantId: 'merchant-a', apiKey: 'key-of-merchant-a', fetch: a.fetch })
  const two = createClient({
    merchantId: 'merchant-b',
    apiKey: 'key-of-merchant-b',
    fetch: b.fetch,
    gateway: 'heleket',
  })
  await Promise.all([one.balance.get(), two.balance.get(), one.balance.get()])
  assert.deepEqual(
    a.sent.map(({ url, headers }) => [url, headers.merchant]),
    Array(2).fill(['https://api.cryptomus.com/v1/balance', 'merchant-a']),
  )
  assert.deepEqual(
    b.sent.map(({ url, headers }) => [url, headers.merchant]),
    [['https://api.heleket.com/v1/balance', 'merchant-b']],
  )
  assert.notEqual(a.sent[0]?.headers.sign, b.sent[0]?.headers.sign)
  assert.notEqual(one.balance, two.balance)
})

test('changing the options afterwards changes no client', async () => {
  const { fetch, sent } = fakeFetch(ok(balanceSample))
  const options: { -readonly [Name in keyof ClientOptions]: ClientOptions[Name] } = { ...credentials, fetch }
  const client = createClient(options)
  options.merchantId = 'another'
  options.baseUrl = 'https://another.example'
  await client.balance.get()
  assert.equal(sent[0]?.headers.merchant, credentials.merchantId)
  assert.equal(sent[0]?.url, 'https://api.cryptomus.com/v1/balance')
})

test('members work without their client around them', async () => {
  const { get } = clientWith(fakeFetch(ok(balanceSample)).fetch).balance
  assert.deepEqual(await get(), balanceSample)
})

test('a client can be made from the environment', async () => {
  const env = {
    CRYPTOMUS_MERCHANT_ID: credentials.merchantId,
    CRYPTOMUS_API_KEY: credentials.apiKey,
    CRYPTOMUS_PAYOUT_API_KEY: ' ',
    CRYPTOMUS_BASE_URL: 'http://localhost:4000/v1',
    CRYPTOMUS_GATEWAY: 'heleket',
  }
  const { fetch, sent } = fakeFetch(ok(balanceSample))
  await createClient({ ...(readEnv(env) as ClientOptions), fetch }).balance.get()
  assert.equal(sent[0]?.url, 'http://localhost:4000/v1/balance')
})

test('a client made of nothing names the option and the variable', () => {
  const error = thrown('config', () => (createClient as (options?: unknown) => unknown)())
  assert.equal(error.option, 'merchantId')
  assert.match(error.message, /CRYPTOMUS_MERCHANT_ID/)
})

// Whatever a caller without types does, the error is one of ours and says what to do.

const oddities: readonly unknown[] = [
  undefined,
  null,
  0,
  Number.NaN,
  '',
  'text',
  true,
  10n,
  Symbol('odd'),
  [],
  [[]],
  {},
  Object.create(null),
  new Map(),
  new Date(0),
  () => {},
  Promise.resolve(),
]

for (const odd of oddities) {
  const shown = `${inspect(odd)}`

  test(`${shown} as params gets an answer or an error of ours, never a raw one`, async () => {
    const client = clientWith(fakeFetch(ok({})).fetch)
    for (const { group, member } of operations) {
      const error: unknown = await memberOf(
        client,
        group,
        member,
      )(odd).then(
        () => undefined,
        (reason) => reason,
      )
      assert.ok(error === undefined || isCryptomusError(error), inspect(error))
    }
  })

  test(`${shown} as options of a call gets an answer or an error of ours, never a raw one`, async () => {
    const client = clientWith(fakeFetch(ok({})).fetch)
    for (const { group, member, fixture } of operations) {
      for (const options of [odd, { signal: odd }, { timeoutMs: odd }, { extra: odd }]) {
        const error: unknown = await memberOf(
          client,
          group,
          member,
        )(fixture.example.params, options).then(
          () => undefined,
          (reason) => reason,
        )
        assert.ok(error === undefined || isCryptomusError(error), inspect(error))
      }
    }
  })

  test(`${shown} as options of a client, or as one of them, is used or refused with an error of ours`, () => {
    const names = [
      'merchantId',
      'apiKey',
      'payoutApiKey',
      'fetch',
      'gateway',
      'baseUrl',
      'timeoutMs',
      'attemptTimeoutMs',
      'retries',
      'logger',
      'middleware',
      'sign',
    ]
    for (const options of [odd, ...names.map((name) => ({ ...credentials, [name]: odd }))]) {
      try {
        createClient(options as ClientOptions)
      } catch (error) {
        assert.ok(isCryptomusError(error, 'config'), inspect(error))
      }
    }
  })

  test(`${shown} from fetch, as a response, a status, a body or a text, is an error of ours`, async () => {
    const response = { status: 200, headers: new Headers(), text: async () => '{}' }
    const answers = [
      odd,
      ...Object.keys(response).map((name) => ({ ...response, [name]: odd })),
      { ...response, body: odd },
    ]
    for (const answer of [...answers, { ...response, text: async () => odd }]) {
      const client = clientWith(async () => answer as never)
      for (const promise of [client.balance.get({}, { retries: 0 }), client.payouts.create(payout)]) {
        const error: unknown = await promise.then(
          () => undefined,
          (reason) => reason,
        )
        assert.ok(isCryptomusError(error), inspect(error))
        assert.equal(error.outcome, 'unknown')
      }
    }
  })
}
