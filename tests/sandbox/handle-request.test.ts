import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus } from '../../src/gateways/cryptomus.ts'
import { buildHeaders } from '../../src/signing/build-headers.ts'
import { ask, fixedInvoice, fixedPayout, openSandbox } from '../tools/sandbox.ts'

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
  const { sandbox } = openSandbox({ gateway: { ...cryptomus, without: ['payments.list'] } })
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
