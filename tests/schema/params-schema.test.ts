import assert from 'node:assert/strict'
import { test } from 'node:test'
import { callForms } from '../../src/options/forms.ts'
import { flagParam, optionalParam, patternParam } from '../../src/schema/param-fields.ts'
import { allOrNone, atMostOne, exactlyOne, paramsSchema } from '../../src/schema/params-schema.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'

interface Params {
  readonly amount: string
  readonly order_id?: string | undefined
}

const text = patternParam(/^/, 'must be text')
const entries = { amount: text, order_id: optionalParam(text) }
const schema = paramsSchema<Params>(entries)

/** Compiled, never run: the schemas and the interface of the params are kept equal by the compiler. */
export const refusedByTheCompiler = () => [
  // @ts-expect-error a schema of another type
  paramsSchema<Params>({ amount: flagParam, order_id: optionalParam(text) }),
  // @ts-expect-error a required param that may be left out
  paramsSchema<Params>({ amount: optionalParam(text), order_id: optionalParam(text) }),
  // @ts-expect-error a param without a schema
  paramsSchema<Params>({ amount: text }),
  // @ts-expect-error a schema without a param
  paramsSchema<Params>({ ...entries, color: text }),
]

const issuesOf = (value: unknown, checked = schema) => {
  const result = runSchema(checked, value)
  return result.issues ?? []
}

test('accepts declared params, and returns them', () => {
  const params = { amount: '15', order_id: undefined }
  assert.deepEqual(runSchema(schema, params), { value: params })
  assert.deepEqual(runSchema(schema, { amount: '15' }), { value: { amount: '15' } })
})

test('names a required param that is missing', () => {
  assert.deepEqual(issuesOf({}), [{ path: 'amount', message: 'is required' }])
})

test('names a param of the wrong kind, in the words of its own schema', () => {
  assert.deepEqual(issuesOf({ amount: 15 }), [{ path: 'amount', message: 'must be text, not a number' }])
})

test('refuses a name that is not declared and names the nearest one', () => {
  const [issue, ...others] = issuesOf({ amount: '15', orderId: 'a' })
  assert.equal(issue?.path, 'orderId')
  assert.match(issue?.message ?? '', /^is not known \(did you mean order_id\?\).*options\.extra$/)
  assert.deepEqual(others, [])
})

test('refuses a name that is near to nothing and names what is declared', () => {
  const [issue] = issuesOf({ amount: '15', color: 'red' })
  assert.match(issue?.message ?? '', /^is not known \(known are amount, order_id\)/)
})

for (const option of Object.keys(callForms)) {
  test(`refuses the option ${option} among the params and says where it belongs`, () => {
    const message = 'is an option; pass it in options'
    assert.deepEqual(issuesOf({ amount: '15', [option]: 1 }), [{ path: option, message }])
  })
}

test('reports everything that is wrong at once', () => {
  assert.deepEqual(
    issuesOf({ order_id: 7, signal: 1 }).map(({ path }) => path),
    ['amount', 'order_id', 'signal'],
  )
})

test('applies the rules between params, in their order', () => {
  const withRules = paramsSchema<Params>(
    entries,
    ({ amount }) => (amount === '13' ? { path: 'amount', message: 'brings bad luck' } : undefined),
    ({ order_id }) => (order_id === undefined ? { path: 'order_id', message: 'is wanted' } : undefined),
  )
  assert.deepEqual(issuesOf({ amount: '15', order_id: 'a' }, withRules), [])
  assert.deepEqual(
    issuesOf({ amount: '13' }, withRules).map(({ path, message }) => `${path} ${message}`),
    ['amount brings bad luck', 'order_id is wanted'],
  )
})

for (const value of [undefined, null, 'amount', 15, true, [], ['15']]) {
  test(`refuses ${JSON.stringify(value)} for params`, () => {
    assert.deepEqual(issuesOf(value), [{ path: '', message: 'must be an object' }])
  })
}

test('counts own members only: what is inherited is refused by name, and what is not known of it goes unseen', () => {
  const derived = Object.assign(Object.create({ order_id: 'o', toString: 1, other: 2 }), { amount: '15' })
  assert.deepEqual(issuesOf(derived), [{ path: 'order_id', message: 'is inherited; only own members are sent' }])
  const shadowed = Object.assign(Object.create({ order_id: 'o' }), { amount: '15', order_id: 'p' })
  assert.deepEqual(issuesOf(shadowed), [])
  const absent = Object.assign(Object.create({ order_id: undefined }), { amount: '15' })
  assert.deepEqual(issuesOf(absent), [])
})

test('names what is missing beside what is merely inherited', () => {
  const paths = issuesOf(Object.create({ amount: '15' })).map(({ path }) => path)
  assert.ok(paths.length > 0 && paths.every((path) => path === 'amount'))
})

test('hands on a copy, so that a getter is read once', () => {
  let reads = 0
  const params = Object.defineProperty({}, 'amount', { get: () => `${++reads}`, enumerable: true })
  const read = runSchema(paramsSchema<Params>(entries), params)
  assert.deepEqual(read, { value: { amount: '1' } })
  assert.equal(reads, 1)
})

const both = (first: string, second: string) => ({
  path: second,
  message: `must not be given together with ${first}; keep one of them`,
})

for (const [name, rule] of Object.entries({ atMostOne, exactlyOne })) {
  test(`${name} accepts either of two`, () => {
    assert.equal(rule('uuid', 'order_id')({ uuid: 'u' }), undefined)
    assert.equal(rule('uuid', 'order_id')({ order_id: 'o', uuid: undefined }), undefined)
  })

  test(`${name} refuses both, because it differs by endpoint which one takes precedence`, () => {
    assert.deepEqual(rule('uuid', 'order_id')({ order_id: 'o', uuid: 'u' }), both('uuid', 'order_id'))
  })

  test(`${name} counts what is given, fit or not`, () => {
    assert.deepEqual(rule('uuid', 'order_id')({ uuid: null, order_id: '' }), both('uuid', 'order_id'))
  })

  test(`${name} of three refuses any two, and names the first two of three`, () => {
    const ofThree = rule('uuid', 'order_id', 'txid')
    for (const given of ['uuid', 'order_id', 'txid']) assert.equal(ofThree({ [given]: 'x' }), undefined)
    assert.deepEqual(ofThree({ txid: 't', uuid: 'u' }), both('uuid', 'txid'))
    assert.deepEqual(ofThree({ order_id: 'o', txid: 't' }), both('order_id', 'txid'))
    assert.deepEqual(ofThree({ uuid: 'u', order_id: 'o', txid: 't' }), both('uuid', 'order_id'))
  })
}

test('atMostOne accepts none', () => {
  assert.equal(atMostOne('uuid', 'order_id')({}), undefined)
  assert.equal(atMostOne('uuid', 'order_id')({ uuid: undefined, other: 1 }), undefined)
})

test('exactlyOne requires one when there is none, and names them all', () => {
  const none = { uuid: undefined, other: 1 }
  assert.deepEqual(exactlyOne('uuid', 'order_id')(none), { path: 'uuid', message: 'or order_id is required' })
  assert.deepEqual(exactlyOne('uuid', 'order_id', 'txid')(none), {
    path: 'uuid',
    message: 'or order_id or txid is required',
  })
})

const pair = allOrNone('discount_days', 'discount_amount')

test('allOrNone accepts both and none', () => {
  assert.equal(pair({}), undefined)
  assert.equal(pair({ discount_days: undefined, discount_amount: undefined }), undefined)
  assert.equal(pair({ discount_days: 30, discount_amount: '5' }), undefined)
})

test('allOrNone requires the one that is missing', () => {
  assert.deepEqual(pair({ discount_days: 30 }), {
    path: 'discount_amount',
    message: 'is required together with discount_days',
  })
  assert.deepEqual(pair({ discount_days: undefined, discount_amount: '5' }), {
    path: 'discount_days',
    message: 'is required together with discount_amount',
  })
})

for (const given of [
  new Map([['order_id', 'o']]),
  new URLSearchParams('order_id=o'),
  Promise.resolve({}),
  new Date(0),
]) {
  test(`${Object.prototype.toString.call(given)} for params is refused, also where none are required`, () => {
    const optional = paramsSchema<{ readonly order_id?: string | undefined }>({ order_id: optionalParam(text) })
    assert.deepEqual(issuesOf(given, optional as never), [{ path: '', message: 'must be an object' }])
  })
}

test('of thousands of unknown params, as a body of a stranger can hold, fifty are named', () => {
  const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`name${at}`, 1]))
  assert.equal(issuesOf({ amount: '15', ...many }).length, 50)
})
