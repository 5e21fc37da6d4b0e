import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../../src/client.ts'
import { cryptomus } from '../../../src/gateways/gateways.ts'
import type { Gateway } from '../../../src/gateways/types.ts'
import { createPayment } from '../../../src/operations/payments/create-payment.ts'
import { createFieldTable } from '../../../src/sandbox/requests/fields.ts'
import { parseBody, readParams } from '../../../src/sandbox/requests/handle-request.ts'
import { readWire } from '../../../src/sandbox/wire.ts'
import { buildHeaders } from '../../../src/signing/build-headers.ts'
import { rejected } from '../../support/rejected.ts'
import { type Asking, ask, fixedInvoice, fixedPayout, openSandbox } from '../../support/sandbox.ts'

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

test('fields that do not fit are named, each with the rule that it breaks', async () => {
  const { sandbox } = openSandbox()
  const bad = {
    amount: '-1',
    lifetime: 299,
    subtract: 101,
    url_callback: 'shop',
    url_return: 'shop.test',
    currencies: 'BTC',
  }
  const { status, json } = await ask(sandbox, '/v1/payment', { ...fixedInvoice, ...bad })
  assert.equal(status, 422)
  assert.deepEqual(json, {
    state: 1,
    errors: {
      amount: ['validation.regex'],
      lifetime: ['validation.min.numeric'],
      subtract: ['validation.max.numeric'],
      url_callback: ['validation.min.string'],
      url_return: ['validation.url'],
      currencies: ['validation.array'],
    },
  })
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
  assert.deepEqual([json.result.amount, json.result.currency], ['20.00', 'USDT'])
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
  const { status, json } = await rates('A'.repeat(65))
  assert.deepEqual([status, json], [422, { state: 1, errors: { currency: ['validation.max.string'] } }])
  assert.deepEqual((await rates('A%2FB')).json, { state: 0, result: [] })
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

const fields = createFieldTable(readWire({}, 'cryptomus'))(createPayment)

test('reads what is declared and ignores what is not', () => {
  assert.deepEqual(readParams(fields, { ...fixedInvoice, colour: 'red' }), { params: fixedInvoice })
})

test('null and empty text stand for a param that was left out', () => {
  for (const nothing of [null, '', '  ']) {
    assert.deepEqual(readParams(fields, { ...fixedInvoice, lifetime: nothing, is_refresh: nothing }), {
      params: fixedInvoice,
    })
  }
})

test('names what is missing and what does not fit, in the codes of the gateway', () => {
  const errors = {
    amount: ['validation.required'],
    order_id: ['validation.alpha_dash'],
    lifetime: ['validation.min.numeric'],
  }
  const read = readParams(fields, { ...fixedInvoice, amount: null, order_id: 'no spaces', lifetime: 1 })
  assert.deepEqual('answer' in read ? read.answer : read, { status: 422, body: { state: 1, errors } })
})
