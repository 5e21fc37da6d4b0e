import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import { buildRequest } from '../../src/call/build-request.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import { getPayment, listPayments } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import type { OperationSpec } from '../../src/operations/types.ts'
import { invoice } from '../fixtures/payments.ts'
import { payout } from '../fixtures/payouts.ts'
import { thrown } from '../support/thrown.ts'

const baseUrl = 'https://api.cryptomus.com'

const build = (operation: unknown, params: unknown, extra?: Readonly<Record<string, unknown>>) =>
  buildRequest(operation as OperationSpec<unknown, unknown>, params, { baseUrl, extra })

const requestOf = (...args: Parameters<typeof build>) => build(...args).request

/** An operation that takes anything. */
const own = (fields: Partial<OperationSpec<unknown, unknown>>) =>
  defineOperation({
    id: 'own.call',
    method: 'POST',
    path: '/v9/own',
    key: 'payment',
    repeatable: 'no',
    params: v.unknown(),
    result: v.unknown(),
    ...fields,
  })

test('a request carries its operation, its place and its body as compact JSON; beside it is what no middleware sees', () => {
  assert.deepEqual(build(createPayment, invoice), {
    request: {
      operation: createPayment,
      method: 'POST',
      url: 'https://api.cryptomus.com/v1/payment',
      body: '{"amount":"15.00","currency":"USD","order_id":"order-1"}',
    },
    params: invoice,
    isRepeatable: true,
  })
})

test('without params there is no body', () => {
  assert.equal(requestOf(getBalance, {}).body, undefined)
  assert.equal(requestOf(createPayment, { ...invoice, network: undefined }).body?.includes('network'), false)
  assert.equal(requestOf(own({}), { note: undefined }).body, undefined)
  assert.equal(requestOf(own({ params: v.undefined() }), undefined).body, undefined)
})

test('a value that the schema makes of the params is what is sent', () => {
  const params = v.object({ amount: v.pipe(v.number(), v.transform(String)) })
  assert.equal(requestOf(own({ params }), { amount: 5, typo: 1 }).body, '{"amount":"5"}')
})

test('what is declared for the query is there and not in the body', () => {
  const { url, body } = requestOf(listPayments, { cursor: 'a+b/=&?#é', date_from: '2026-01-31 00:00:00' })
  assert.equal(url, 'https://api.cryptomus.com/v1/payment/list?cursor=a%2Bb%2F%3D%26%3F%23%C3%A9')
  assert.equal(body, '{"date_from":"2026-01-31 00:00:00"}')
})

test('a query without values is no query', () => {
  assert.equal(requestOf(listPayments, {}).url, 'https://api.cryptomus.com/v1/payment/list')
  assert.equal(
    requestOf(own({ query: ['page'], params: v.undefined() }), undefined).url,
    'https://api.cryptomus.com/v9/own',
  )
})

test('several values of the query are joined, in the declared order', () => {
  const operation = own({ query: ['page', 'per page'] })
  const { url, body } = requestOf(operation, { 'per page': 5, page: 2, note: 'x' })
  assert.equal(url, 'https://api.cryptomus.com/v9/own?page=2&per%20page=5')
  assert.equal(body, '{"note":"x"}')
})

test('names in the path are filled from the params, encoded, and not in the body', () => {
  const operation = own({ path: '/v1/exchange-rate/{currency}/list/{id}' })
  const { url, body } = requestOf(operation, { currency: 'A/B ?#é', id: 7, note: 'x' })
  assert.equal(url, 'https://api.cryptomus.com/v1/exchange-rate/A%2FB%20%3F%23%C3%A9/list/7')
  assert.equal(body, '{"note":"x"}')
})

for (const currency of [undefined, null, '', '.', '..']) {
  test(`${JSON.stringify(currency)} is refused in a path`, () => {
    const error = thrown('validation', () => build(own({ path: '/v1/{currency}/list' }), { currency }))
    assert.deepEqual(error.issues, [{ path: 'currency', message: 'must not be empty or only dots' }])
  })
}

test('a name in the path may hold what the name of a param may hold', () => {
  const operation = own({ path: '/v1/{wallet-id}/{wallet.kind}' })
  assert.match(requestOf(operation, { 'wallet-id': 'a', 'wallet.kind': 'b' }).url, /\/v1\/a\/b$/)
  const error = thrown('validation', () => build(operation, { 'wallet-id': 'a', wallet: { kind: 'b' } }))
  assert.deepEqual(error.issues, [{ path: 'wallet.kind', message: 'must not be empty or only dots' }])
})

for (const value of [{ a: 1 }, ['a', 'b'], new Date(0), Object.create(null)]) {
  test(`${Object.prototype.toString.call(value)} is refused in a path and in a query, where it has no one form`, () => {
    const issues = [{ path: 'value', message: 'must not be an object' }]
    for (const operation of [own({ path: '/v1/{value}' }), own({ query: ['value'] }), own({ method: 'GET' })]) {
      assert.deepEqual(thrown('validation', () => build(operation, { value })).issues, issues)
    }
  })
}

for (const path of ['v9/own', '', '@stranger.example/', '.stranger.example/', 'https://stranger.example/', null, 7]) {
  test(`the path ${JSON.stringify(path)} is refused: it would go on the name of the host`, () => {
    const at = { baseUrl, path: path as string }
    const error = thrown('config', () => buildRequest(createPayment, invoice, at))
    assert.equal(error.message, 'path of payments.create must begin with /.')
  })
}

for (const value of ['text', ['a'], new Map([['a', 1]])]) {
  test(`${Object.prototype.toString.call(value)} that a schema makes of the params is refused`, () => {
    const params = v.pipe(
      v.unknown(),
      v.transform(() => value as unknown),
    )
    const error = thrown('validation', () => build(own({ params }), {}))
    assert.equal(error.message, 'own.call was not sent: params must be an object.')
  })
}

test('a GET has no body: whatever is not in the path is in the query', () => {
  const operation = own({ method: 'GET', path: '/v1/{currency}', query: ['page'] })
  const { method, url, body } = requestOf(operation, { currency: 'USDT', page: 1 }, { more: true })
  assert.deepEqual([method, url, body], ['GET', 'https://api.cryptomus.com/v1/USDT?page=1&more=true', undefined])
})

test('a prefix of the base URL is kept', () => {
  const { request } = buildRequest(createPayment, invoice, { baseUrl: 'https://proxy.example/cryptomus' })
  assert.equal(request.url, 'https://proxy.example/cryptomus/v1/payment')
})

// extra

test('extra is merged into the body as it is, unchecked', () => {
  const extra = { payer_email: 'a@b.example', nested: { list: [1, null, true] } }
  assert.equal(
    requestOf(createPayment, invoice, extra).body,
    '{"amount":"15.00","currency":"USD","order_id":"order-1","payer_email":"a@b.example","nested":{"list":[1,null,true]}}',
  )
})

test('extra wins over a param, also when it takes it away', () => {
  assert.equal(JSON.parse(requestOf(createPayment, invoice, { amount: 15 }).body!).amount, 15)
  assert.equal('amount' in JSON.parse(requestOf(createPayment, invoice, { amount: undefined }).body!), false)
})

test('extra makes a body where there was none', () => {
  assert.equal(requestOf(getBalance, {}, { verbose: true }).body, '{"verbose":true}')
  assert.equal(requestOf(getBalance, {}, {}).body, undefined)
})

test('extra goes into the body even under the name of a query value', () => {
  const { url, body } = requestOf(listPayments, { cursor: 'c' }, { cursor: 'd' })
  assert.deepEqual([url, body], ['https://api.cryptomus.com/v1/payment/list?cursor=c', '{"cursor":"d"}'])
})

test('extra that is no JSON is refused by name', () => {
  for (const [value, message] of [
    [10n, /bigint/],
    [Number.NaN, /NaN/],
    [new Map(), /Map/],
    [() => {}, /function/],
  ] as const) {
    const error = thrown('validation', () => build(createPayment, invoice, { note: value }))
    assert.equal(error.issues[0]?.path, 'note')
    assert.match(String(error.issues[0]?.message), message)
  }
})

test('names that every object has are members like any other', () => {
  const extra = JSON.parse('{"__proto__":{"a":1},"constructor":"x"}')
  assert.ok(requestOf(getBalance, {}, extra).body?.includes('"__proto__":{"a":1}'))
})

// Validation

test('every field that does not fit is named at once, with what it wants', () => {
  const error = thrown('validation', () =>
    build(createPayment, { amount: 15, currency: 'USD', url_callback: 'http://shop.example/', lifetme: 300 }),
  )
  assert.deepEqual(error.issues.map(({ path }) => path).sort(), ['amount', 'lifetme', 'order_id', 'url_callback'])
  for (const { path, message } of error.issues) assert.ok(error.message.includes(`${path} ${message}`))
  assert.match(error.message, /^payments\.create was not sent: .*\.$/)
  assert.equal(error.operation, 'payments.create')
  assert.deepEqual([error.outcome, error.attempts, error.retryable], ['not_sent', 0, false])
})

const complaints: readonly (readonly [string, unknown, unknown, string, RegExp])[] = [
  ['a number as amount', createPayment, { ...invoice, amount: 15 }, 'amount', /"10\.28", not a number, which loses/],
  ['a missing order_id', createPayment, { amount: '1', currency: 'USD' }, 'order_id', /is required/],
  ['a callback over http', createPayment, { ...invoice, url_callback: 'http://a.example' }, 'url_callback', /https/],
  ['a misspelt param', createPayment, { ...invoice, curency: 'USD' }, 'curency', /did you mean currency\?/],
  ['uuid together with order_id', getPayment, { uuid: 'u', order_id: 'o' }, 'order_id', /keep one of them/],
  ['neither uuid nor order_id', getPayment, {}, 'uuid', /or order_id is required/],
  ['an option among the params', getPayment, { uuid: 'u', signal: 1 }, 'signal', /pass it in options/],
]

for (const [what, operation, params, path, message] of complaints) {
  test(`${what} is refused with the remedy`, () => {
    const { issues } = thrown('validation', () => build(operation, params))
    assert.match(String(issues.find((issue) => issue.path === path)?.message), message)
  })
}

for (const params of [undefined, null, 7, 'order-1', true, Symbol('x')]) {
  test(`${String(params)} (${typeof params}) instead of params is refused`, () => {
    const error = thrown('validation', () => build(createPayment, params))
    assert.match(error.message, /payments\.create was not sent: params must be an object/)
  })
}

// Repeats

const repeats: readonly (readonly [string, boolean, unknown, unknown, Readonly<Record<string, unknown>>?])[] = [
  ['reading', true, getBalance, {}],
  ['reading a list', true, listPayments, { cursor: 'c' }],
  ['creating an invoice with an order_id', true, createPayment, invoice],
  ['creating an invoice without refreshing', true, createPayment, { ...invoice, is_refresh: false }],
  ['creating an invoice with is_refresh undefined', true, createPayment, { ...invoice, is_refresh: undefined }],
  ['refreshing an invoice', false, createPayment, { ...invoice, is_refresh: true }],
  ['refreshing an invoice through extra', false, createPayment, invoice, { is_refresh: true }],
  ['refreshing an invoice in the spelling of PHP', false, createPayment, invoice, { is_refresh: '1' }],
  ['creating an invoice whose order_id extra takes away', false, createPayment, invoice, { order_id: undefined }],
  ['creating an invoice whose order_id extra makes empty', false, createPayment, invoice, { order_id: '' }],
  ['creating an invoice whose order_id extra makes blank', false, createPayment, invoice, { order_id: ' ' }],
  ['an order_id that is left out', false, own({ repeatable: 'order_id' }), {}],
  ['an order_id that is no text', false, own({ repeatable: 'order_id' }), { order_id: 7 }],
  ['an order_id that extra brings', true, own({ repeatable: 'order_id' }), {}, { order_id: 'o' }],
  ['creating a payout', false, createPayout, payout],
  ['what is not repeatable', false, own({ repeatable: 'no' }), { order_id: 'o' }],
]

for (const [what, expected, operation, params, extra] of repeats) {
  test(`${what} is ${expected ? '' : 'not '}safe to send twice`, () => {
    assert.equal(build(operation, params, extra).isRepeatable, expected)
  })
}

test('the params beside a request are those that were checked, with extra over them', () => {
  const params = v.object({ amount: v.pipe(v.number(), v.transform(String)) })
  assert.deepEqual(build(own({ params }), { amount: 5, typo: 1 }, { note: 'x' }).params, { amount: '5', note: 'x' })
  assert.deepEqual(build(createPayment, invoice, { amount: '16' }).params, { ...invoice, amount: '16' })
})

// Members that are not the object's own are not sent, so they are refused.

class Order {
  readonly amount = '15.00'
  readonly currency = 'USD'
  readonly order_id = 'order-1'
  get network() {
    return 'tron'
  }
}

const inherited: readonly (readonly [what: string, operation: unknown, params: object, names: readonly string[]])[] = [
  ['a getter of a class', createPayment, new Order(), ['network']],
  [
    'a getter of a prototype',
    createPayout,
    Object.assign(Object.create(Object.defineProperty({}, 'memo', { get: () => '7' })), payout),
    ['memo'],
  ],
  ['a prototype that holds the uuid', getPayment, Object.create({ uuid: 'u' }), ['uuid']],
  ['a prototype that holds all that is required', createPayment, Object.create(invoice), Object.keys(invoice)],
  ['params that were frozen and derived', createPayment, Object.create(Object.freeze({ ...invoice })), ['order_id']],
]

for (const [what, operation, params, names] of inherited) {
  test(`${what} is refused by the names that are merely inherited`, () => {
    const { issues } = thrown('validation', () => build(operation, params))
    for (const name of names) {
      assert.ok(
        issues.some(({ path, message }) => path === name && /inherited/.test(message)),
        `${name} is not named`,
      )
    }
  })
}

const owned: readonly (readonly [what: string, params: object])[] = [
  [
    'a getter of the object itself',
    Object.defineProperty({ ...invoice }, 'network', { get: () => 'tron', enumerable: true }),
  ],
  ['an object without a prototype', Object.assign(Object.create(null), invoice, { network: 'tron' })],
  [
    'an own member over an inherited one',
    Object.assign(Object.create({ network: 'bsc' }), invoice, { network: 'tron' }),
  ],
]

for (const [what, params] of owned) {
  test(`${what} is sent as it was checked`, () => {
    const body = JSON.parse(requestOf(createPayment, params).body ?? '')
    assert.deepEqual(body, { ...invoice, network: 'tron' })
  })
}

test('a getter is read once, so that what is checked is what is sent', () => {
  let reads = 0
  const params = Object.defineProperty({ ...invoice }, 'network', { get: () => `net${++reads}`, enumerable: true })
  assert.equal(JSON.parse(requestOf(createPayment, params).body ?? '').network, 'net1')
  assert.equal(reads, 1)
})

// Half of a surrogate pair: PHP would refuse the whole body, and no URL can hold it.

const half = 'thanks 😀'.slice(0, 8)
const cursorInExtra = { nested: { list: ['fine', { note: half }] } }

const halves: readonly (readonly [string, unknown, unknown, string, Readonly<Record<string, unknown>>?])[] = [
  ['a param', createPayment, { ...invoice, additional_data: half }, 'additional_data'],
  [
    'a param that begins with the second half',
    createPayment,
    { ...invoice, additional_data: '\ude00!' },
    'additional_data',
  ],
  [
    'a param with both halves in the wrong order',
    createPayment,
    { ...invoice, additional_data: '\ude00\ud83d' },
    'additional_data',
  ],
  ['extra', createPayment, invoice, 'note', { note: half }],
  ['a list in extra', createPayment, invoice, 'note', cursorInExtra],
  ['a name in extra', createPayment, invoice, half, { [half]: 'x' }],
  ['a cursor', listPayments, { cursor: half }, 'cursor'],
  ['a name in the path', own({ path: '/v1/{currency}' }), { currency: half }, 'currency'],
  ['the query of a GET', own({ method: 'GET' }), { page: half }, 'page'],
  ['a name in the query of a GET', own({ method: 'GET' }), { [half]: 1 }, half],
]

for (const [where, operation, params, name, extra] of halves) {
  test(`half of a character in ${where} is refused by name, before anything is sent`, () => {
    const { issues, outcome } = thrown('validation', () => build(operation, params, extra))
    assert.deepEqual(issues, [{ path: name, message: 'holds half a character' }])
    assert.equal(outcome, 'not_sent')
  })
}

test('whole characters, and texts that only look like an escaped half, are sent', () => {
  for (const additional_data of ['thanks 😀', '\ufffd', '\\ud83d', '漢字']) {
    assert.equal(
      JSON.parse(requestOf(createPayment, { ...invoice, additional_data }).body ?? '').additional_data,
      additional_data,
    )
  }
})
