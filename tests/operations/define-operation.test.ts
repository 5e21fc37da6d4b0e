import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { createCaller } from '../../src/call/create-caller.ts'
import { createClient } from '../../src/client.ts'
import { assertOperation, declareOperation, defineOperation } from '../../src/operations/define-operation.ts'
import { groups } from '../../src/operations/groups.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import type { OperationSpec } from '../../src/operations/types.ts'
import type { StandardSchema } from '../../src/schema/standard-schema.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

interface PingParams {
  readonly word: string
}

interface Pong {
  readonly echoed: string
}

const spec: OperationSpec<PingParams, Pong> = {
  id: 'own.ping',
  method: 'POST',
  path: '/v3/ping',
  key: 'payment',
  repeatable: 'reads',
  query: ['page'],
  echo: ['word'],
  params: v.object({ word: v.string() }),
  result: v.object({ echoed: v.string() }),
}

/** A Standard Schema written by hand, without any library. */
const wordSchema: StandardSchema<PingParams, PingParams> = {
  '~standard': {
    version: 1,
    vendor: 'by hand',
    validate: (value) => {
      const { word } = Object(value) as { word?: unknown }
      if (typeof word === 'string') return { value: { word } }
      return { issues: [{ message: 'wants a word', path: ['word'] }] }
    },
  },
}

test('an operation is its declaration, frozen and callable', () => {
  const ping = defineOperation(spec)
  assert.equal(typeof ping, 'function')
  assert.ok(Object.isFrozen(ping))
  assert.deepEqual({ ...ping }, spec)
})

test('the declaration that was handed in is left alone', () => {
  const own = { ...spec }
  defineOperation(own)
  assert.ok(!Object.isFrozen(own))
  assert.deepEqual(own, spec)
})

test('a declared operation can be declared again with another path', () => {
  const next = defineOperation({ ...createPayment, path: '/v2/payment' })
  assert.equal(next.path, '/v2/payment')
  assert.equal(next.id, 'payments.create')
  assert.equal(createPayment.path, '/v1/payment')
})

const incomplete: readonly (readonly [string, unknown])[] = [
  ['id', ''],
  ['id', 7],
  ['method', 'post'],
  ['method', 'HEAD'],
  ['method', undefined],
  ['path', 'v1/ping'],
  ['path', undefined],
  ['key', 'payouts'],
  ['repeatable', 'yes'],
  ['query', 'cursor'],
  ['query', null],
  ['echo', 'order_id'],
  ['echo', null],
  ['params', undefined],
  ['params', { validate: () => true }],
  ['params', { '~standard': {} }],
  ['params', { '~standard': { validate: 'yes' } }],
  ['result', null],
  ['result', 'schema'],
]

for (const [field, value] of incomplete) {
  test(`a declaration whose ${field} is ${JSON.stringify(value)} is refused by name`, () => {
    const error = thrown('config', () => defineOperation({ ...spec, [field]: value }))
    assert.equal(error.option, field)
    assert.match(error.message, new RegExp(`${field} of an operation must`))
  })
}

for (const [name, complaint] of [
  ['ecko', /^ecko is not known .did you mean echo\?/],
  ['name', /^name is not known /],
  ['length', /^length is not known /],
] as const) {
  test(`a declaration with ${name} is refused: it would have no effect`, () => {
    const error = thrown('config', () => defineOperation({ ...spec, [name]: ['word'] }))
    assert.equal(error.option, name)
    assert.match(error.message, complaint)
  })
}

for (const nothing of [undefined, null, 7, 'own.ping', {}]) {
  test(`${JSON.stringify(nothing)} is no declaration`, () => {
    assert.equal(thrown('config', () => defineOperation(nothing as never)).option, 'id')
  })
}

test('a schema may be a function, as those of arktype are', () => {
  const schema = Object.assign(() => {}, wordSchema)
  assert.equal(defineOperation({ ...spec, params: schema }).params, schema)
})

const schemas = [
  ['valibot', spec.params],
  ['no library at all', wordSchema],
] as const

for (const [library, params] of schemas) {
  const ping = defineOperation<PingParams, Pong>({ ...spec, params })

  test(`an operation of your own with a schema of ${library} runs through client.call and as a function`, async () => {
    const { fetch, sent } = fakeFetch(ok({ echoed: 'hello' }))
    const client = createClient({ ...credentials, fetch })
    assert.deepEqual(await client.call(ping, { word: 'hello' }), { echoed: 'hello' })
    assert.deepEqual(await ping(client, { word: 'hello' }), { echoed: 'hello' })
    assert.deepEqual(await ping(createCaller({ ...credentials, fetch }), { word: 'hello' }), { echoed: 'hello' })
    assert.deepEqual(
      sent.map(({ url, body }) => [url, body]),
      Array(3).fill(['https://api.cryptomus.com/v3/ping', '{"word":"hello"}']),
    )
  })

  test(`a schema of ${library} refuses params before anything is sent`, async () => {
    const { fetch, sent } = fakeFetch(ok({ echoed: 'hello' }))
    const error = await rejected('validation', ping(createCaller({ ...credentials, fetch }), { word: 7 as never }))
    assert.equal(error.issues[0]?.path, 'word')
    assert.equal(sent.length, 0)
  })
}

test('a plain declaration runs through client.call as well', async () => {
  const { fetch } = fakeFetch(ok({ echoed: 'hello' }))
  assert.deepEqual(await createCaller({ ...credentials, fetch }).call(spec, { word: 'hello' }), { echoed: 'hello' })
})

for (const caller of [undefined, null, {}, 7, { call: 'me' }, { amount: '1' }]) {
  test(`${JSON.stringify(caller)} in place of a caller is a rejection, never a throw`, async () => {
    const promise = defineOperation(spec)(caller as never, { word: 'hello' })
    const error = await rejected('config', promise)
    assert.equal(error.option, 'caller')
    assert.match(error.message, /caller of own\.ping must be a client/)
  })
}

test('a caller that throws at once is a rejection as well', async () => {
  const caller = {
    scope: 'cryptomus:merchant',
    call: () => {
      throw new Error('at once')
    },
  }
  await assert.rejects(defineOperation(spec)(caller, { word: 'hello' }), /at once/)
})

test('params that are left out arrive as an object, and options as they are', async () => {
  const calls: unknown[][] = []
  const caller = {
    scope: 'cryptomus:merchant',
    call: async (...args: unknown[]) => {
      calls.push(args)
      return undefined as never
    },
  }
  const ping = defineOperation<{ readonly word?: string }, Pong>(spec as never)
  const options = { timeoutMs: 5 }
  await ping(caller)
  await ping(caller, { word: 'hello' }, options)
  assert.deepEqual(calls, [
    [ping, {}, undefined],
    [ping, { word: 'hello' }, options],
  ])
  assert.equal(calls[1]?.[2], options)
})

for (const [group, members] of Object.entries(groups)) {
  for (const [member, operation] of Object.entries(members)) {
    test(`${group}.${member} is a complete declaration`, () => assertOperation(operation))
  }
}

test('the first field that is wrong is named, with what it must be', () => {
  const { id, method, path } = groups.payments.create
  const error = thrown('config', () => assertOperation({ id, method, path }))
  assert.equal(error.option, 'key')
  assert.equal(error.message, 'key of an operation must fit /^(payment|payout|none)$/.')
})

test('what is no object is missing its id', () => {
  for (const nothing of [undefined, null, 7, 'payments.create']) {
    assert.equal(thrown('config', () => assertOperation(nothing)).option, 'id')
  }
})

test('the schemas of a declaration of this package are made at their first use, and once', () => {
  const made: string[] = []
  const make = (name: string) => () => {
    made.push(name)
    return v.any() as never
  }
  const operation = declareOperation({ ...spec, params: make('params'), result: make('result') })
  assert.deepEqual([Object.keys(operation).slice(-2), made], [['params', 'result'], []])
  assert.equal(operation.params, operation.params)
  assert.deepEqual(made, ['params'])
})
