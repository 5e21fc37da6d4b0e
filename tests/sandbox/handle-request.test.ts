import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import type { Gateway } from '../../src/gateways/types.ts'
import { groups } from '../../src/operations/groups.ts'
import { createPayment } from '../../src/operations/payments/create-payment.ts'
import type { OperationInfo } from '../../src/operations/types.ts'
import { findOperation, matchPath, parseBody, readParams } from '../../src/sandbox/handle-request.ts'
import { buildHeaders } from '../../src/signing/build-headers.ts'
import { rejected } from '../support/rejected.ts'
import { type Asking, ask, fixedInvoice, fixedPayout, openSandbox } from '../support/sandbox.ts'

const notFound = { message: 'Not found', code: 404, error: null }

test('an unknown path or method is a 404, whoever asks', async () => {
  const { sandbox } = openSandbox()
  for (const [method, path] of [
    ['POST', '/v1/nothing'],
    ['GET', '/v1/payment'],
    ['POST', '/payment'],
  ] as const) {
    const { status, json } = await ask(sandbox, path, {}, { method, apiKey: 'x' })
    assert.deepEqual([status, json], [404, notFound])
  }
})

test('an operation that the gateway lacks is a 404', async () => {
  const { sandbox } = openSandbox({ gateway: { ...cryptomus, unsupported: ['payments.list'] } })
  assert.equal((await ask(sandbox, '/v1/payment/list', {})).status, 404)
  assert.equal((await ask(sandbox, '/v1/payment/services', {})).status, 200)
})

test('JSON that cannot be read is named', async () => {
  const { sandbox } = openSandbox()
  for (const body of ['{"amount":', '"text"', 'amount=1']) {
    const { status, json } = await ask(sandbox, '/v1/payment', body)
    assert.deepEqual([status, json], [422, { state: 1, errors: { body: ['validation.json'] } }])
  }
})

test('missing fields are all named at once', async () => {
  const { sandbox } = openSandbox()
  const required = ['validation.required']
  const payment = (await ask(sandbox, '/v1/payment', {})).json
  assert.deepEqual(payment, { state: 1, errors: { amount: required, currency: required, order_id: required } })
  const payout = (await ask(sandbox, '/v1/payout', '')).json
  assert.deepEqual(Object.keys(payout.errors), ['amount', 'currency', 'order_id', 'address', 'is_subtract'])
})

test('fields that do not fit are named', async () => {
  const { sandbox } = openSandbox()
  const bad = { amount: '-1', lifetime: 299, subtract: 101, url_callback: 'ftp://shop.test', currencies: [] }
  const { status, json } = await ask(sandbox, '/v1/payment', { ...fixedInvoice, ...bad })
  assert.equal(status, 422)
  const regex = ['validation.regex']
  const errors = { amount: regex, url_callback: regex, lifetime: regex, subtract: regex, currencies: regex }
  assert.deepEqual(json.errors, errors)
})

test('neither uuid nor order_id is validation.required_without', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/payment/info', {})
  const missing = ['validation.required_without']
  assert.deepEqual(json, { state: 1, errors: { uuid: missing, order_id: missing } })
})

test('order_id wins where uuid is given, too', async () => {
  const { sandbox } = openSandbox()
  await ask(sandbox, '/v1/payout', fixedPayout)
  const { json } = await ask(sandbox, '/v1/payout/info', { uuid: 'nobody', order_id: 'payout-1' })
  assert.equal(json.state, 0)
})

test('unknown members are ignored, as the gateway ignores typos', async () => {
  const { sandbox } = openSandbox()
  const typos = { ...fixedInvoice, life_time: 300, constructor: 1 }
  const body = JSON.stringify(typos).replace('{', '{"__proto__":{"lifetime":300},')
  const { json } = await ask(sandbox, '/v1/payment', body)
  assert.equal(json.result.expired_at - sandbox.now() / 1000, 3600)
})

test('payers are sent to the gateway’s page, or to the sandbox’s own on loopback', async () => {
  const { sandbox } = openSandbox()
  const away = (await ask(sandbox, '/v1/payment', fixedInvoice)).json.result
  assert.equal(away.url, `https://pay.cryptomus.com/pay/${away.uuid}`)
  const body = JSON.stringify({ uuid: away.uuid })
  const headers = new Headers({ ...buildHeaders({ ...sandbox.clientOptions, body }) })
  const url = 'http://127.0.0.1:4000/v1/payment/info'
  const response = await sandbox.handle({ method: 'POST', url, headers, text: async () => body })
  const { result } = (await response.json()) as { result: { url: string } }
  assert.equal(result.url, `http://127.0.0.1:4000/pay/${away.uuid}`)
})

test('the query, which is not signed, changes nothing of what is', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/payment?amount=1&currency=DOGE', fixedInvoice)
  assert.deepEqual([json.result.amount, json.result.currency], ['20', 'USDT'])
})

test('what is declared to travel in the path is read from there, and from nowhere else', async () => {
  const { sandbox } = openSandbox()
  const path = '/v1/exchange-rate/ETH/list'
  const { json } = await ask(sandbox, `${path}?currency=BTC`, { currency: 'DOGE' }, { method: 'GET', apiKey: 'x' })
  assert.equal(json.result[0].from, 'ETH')
})

test('a path param that does not fit is named, and one that cannot be decoded is a 404', async () => {
  const { sandbox } = openSandbox()
  const rates = (code: string) => ask(sandbox, `/v1/exchange-rate/${code}/list`, '', { method: 'GET' })
  const { status, json } = await rates('A%2FB')
  assert.deepEqual([status, json], [422, { state: 1, errors: { currency: ['validation.regex'] } }])
  assert.equal((await rates('%E0%A4')).status, 404)
})

const payment = '/v1/payment'
const payout = '/v1/payout'
const keys = { apiKey: 'key-of-payments', payoutApiKey: 'key-of-payouts' }

const wrong: readonly (readonly [about: string, path: string, body: object, how: Asking])[] = [
  ['a wrong key', payment, fixedInvoice, { apiKey: 'key-of-nobody' }],
  ['a wrong merchant', payment, fixedInvoice, { merchantId: '00000000-0000-4000-8000-000000000000' }],
  ['the payment key on a payout', payout, fixedPayout, { apiKey: keys.apiKey }],
  ['the payout key on a payment', payment, fixedInvoice, { apiKey: keys.payoutApiKey }],
  ['a body that was tampered with', payout, fixedPayout, { signed: JSON.stringify({ ...fixedPayout, amount: '1' }) }],
]

for (const [about, path, body, how] of wrong) {
  test(`refuses ${about}, and does nothing`, async () => {
    const { sandbox, client } = openSandbox(keys)
    const { status, text } = await ask(sandbox, path, body, how)
    assert.deepEqual([status, text], [401, '{"message":"Invalid Sign."}'])
    assert.equal((await client.payments.list()).items.length, 0)
    assert.equal((await client.payouts.list()).items.length, 0)
  })
}

test('refuses a request without any headers', async () => {
  const { sandbox } = openSandbox()
  const text = async () => JSON.stringify(fixedInvoice)
  const request = { method: 'POST', url: 'https://api.cryptomus.com/v1/payment', headers: new Headers(), text }
  assert.equal((await sandbox.handle(request)).status, 401)
})

test('the status of a refused signature can be switched', async () => {
  const { sandbox } = openSandbox({ wire: { invalidSignStatus: 403 } })
  assert.equal((await ask(sandbox, payment, fixedInvoice, { apiKey: 'x' })).status, 403)
})

test('takes the right key over whatever spelling was sent', async () => {
  const { sandbox } = openSandbox(keys)
  const spaced = JSON.stringify(fixedInvoice, null, 2).replaceAll('/', '\\/')
  assert.equal((await ask(sandbox, payment, spaced)).status, 200)
  for (const empty of ['', '{}', '[]', 'null']) {
    assert.equal((await ask(sandbox, '/v1/payment/services', empty)).status, 200, empty)
  }
})

test('a client without the payout key learns which option takes it', async () => {
  const { sandbox } = openSandbox(keys)
  const { payoutApiKey: _, ...options } = sandbox.clientOptions
  const error = await rejected('api', createClient(options).payouts.create(fixedPayout))
  assert.match(error.message, /Invalid Sign\..*payoutApiKey/s)
})

test('a gateway may sign an operation with another key, or with none', async () => {
  const gateway: Gateway = { ...cryptomus, keyOverrides: { 'payments.create': 'payout', 'payments.list': 'none' } }
  const { sandbox } = openSandbox({ ...keys, gateway })
  assert.equal((await ask(sandbox, payment, fixedInvoice, { apiKey: keys.payoutApiKey })).status, 200)
  assert.equal((await ask(sandbox, '/v1/payment/list', {}, { apiKey: 'x', merchantId: 'y' })).status, 200)
})

const declared = Object.values(groups)
  .flatMap((members): readonly unknown[] => Object.values(members))
  .map((member) => member as OperationInfo)

test('every operation is found by its method and path', () => {
  assert.ok(declared.length > 0)
  for (const operation of declared) {
    const route = findOperation(operation.method, operation.path)
    assert.equal(route?.operation.id, operation.id)
    assert.equal(typeof route?.behave, 'function')
  }
})

test('another method, another path or a slash at the end finds nothing', () => {
  for (const { method, path } of declared) {
    assert.equal(findOperation(method === 'POST' ? 'PUT' : 'POST', path), undefined)
    assert.equal(findOperation(method, `${path}/`), undefined)
    assert.equal(findOperation(method.toLowerCase(), path), undefined)
  }
  assert.equal(findOperation('POST', '/'), undefined)
})

test('what travels in the path is handed out', () => {
  assert.deepEqual(findOperation('GET', '/v1/exchange-rate/ETH/list')?.inPath, { currency: 'ETH' })
  assert.deepEqual(findOperation('POST', '/v1/payment')?.inPath, {})
  assert.equal(findOperation('GET', '/v1/exchange-rate//list'), undefined)
})

const template = '/v1/exchange-rate/{currency}/list'

test('a path without params matches itself alone', () => {
  assert.deepEqual(matchPath('/v1/payment', '/v1/payment'), {})
  for (const path of ['/v1/payment/', '/v1/payments', '/v1', '/V1/payment', '']) {
    assert.equal(matchPath('/v1/payment', path), undefined, path)
  }
})

test('reads the params of a path, decoded', () => {
  assert.deepEqual(matchPath(template, '/v1/exchange-rate/ETH/list'), { currency: 'ETH' })
  assert.deepEqual(matchPath(template, '/v1/exchange-rate/A%2FB/list'), { currency: 'A/B' })
  assert.deepEqual(matchPath('/v1/{from}/{to}', '/v1/ETH/USD'), { from: 'ETH', to: 'USD' })
})

test('a param is never empty and never spans a slash', () => {
  for (const path of ['/v1/exchange-rate//list', '/v1/exchange-rate/list', '/v1/exchange-rate/A/B/list']) {
    assert.equal(matchPath(template, path), undefined, path)
  }
})

test('what cannot be decoded matches nothing', () => {
  assert.equal(matchPath(template, '/v1/exchange-rate/%E0%A4/list'), undefined)
})

test('reads the members of an object', () => {
  assert.deepEqual(parseBody('{"amount":"1","currencies":[{"currency":"BTC"}]}'), {
    amount: '1',
    currencies: [{ currency: 'BTC' }],
  })
})

test('no body, an empty list and null stand for no params', () => {
  for (const body of ['', '{}', '[]', 'null']) assert.deepEqual(Object.keys(parseBody(body) ?? { no: 1 }), [], body)
})

test('what is no JSON object cannot be read', () => {
  for (const body of ['{', '"text"', '7', 'true', '{"a":1}x', '{a:1}']) assert.equal(parseBody(body), undefined, body)
})

test('half a surrogate pair cannot be read, as PHP cannot', () => {
  assert.equal(parseBody('{"additional_data":"\\ud83d"}'), undefined)
  assert.deepEqual(parseBody('{"additional_data":"\\ud83c\\udf89"}'), { additional_data: '🎉' })
})

const rejectionOf = (given: object) => {
  const read = readParams(createPayment, { ...given })
  return 'answer' in read ? read.answer : assert.fail()
}

test('reads what is declared and ignores what is not', () => {
  assert.deepEqual(readParams(createPayment, { ...fixedInvoice, colour: 'red' }), { params: fixedInvoice })
})

test('null stands for a param that was left out', () => {
  assert.deepEqual(readParams(createPayment, { ...fixedInvoice, lifetime: null }), { params: fixedInvoice })
})

test('names what is missing and what does not fit, in the codes of the gateway', () => {
  const errors = { amount: ['validation.required'], order_id: ['validation.regex'], lifetime: ['validation.regex'] }
  assert.deepEqual(rejectionOf({ ...fixedInvoice, amount: null, order_id: 'no spaces', lifetime: 1 }), {
    status: 422,
    body: { state: 1, errors },
  })
})
