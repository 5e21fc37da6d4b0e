import assert from 'node:assert/strict'
import { test } from 'node:test'
import { credentials } from '../tools/credentials.ts'
import { ask, fixedInvoice, fixedPayout, openSandbox } from '../tools/sandbox.ts'

const invalidSign = { message: 'Invalid Sign.' }

for (const [name, path, how] of [
  ['a wrong key', '/v1/payment', { apiKey: 'a-wrong-key' }],
  ['a wrong merchant', '/v1/payment', { merchantId: 'a-wrong-merchant' }],
  ['the payment key on a payout', '/v1/payout', { apiKey: credentials.apiKey }],
  ['the payout key on a payment', '/v1/payment', { apiKey: credentials.payoutApiKey }],
  ['a body that was tampered with', '/v1/payment', { signed: JSON.stringify({ ...fixedInvoice, amount: '2' }) }],
] as const) {
  test(`${name} is answered as the gateway does, and nothing is done`, async () => {
    const { sandbox, client } = openSandbox(credentials)
    const { status, json } = await ask(sandbox, path, path === '/v1/payout' ? fixedPayout : fixedInvoice, how)
    assert.deepEqual([status, json], [401, invalidSign])
    assert.equal((await client.payments.list()).items.length, 0)
    assert.equal((await client.payouts.list()).items.length, 0)
  })
}

test('a switch changes the status of a refused signature', async () => {
  const { sandbox } = openSandbox({ wire: { invalidSignStatus: 403 } })
  const { status, json } = await ask(sandbox, '/v1/payment', fixedInvoice, { apiKey: 'a-wrong-key' })
  assert.deepEqual([status, json], [403, invalidSign])
})

test('a path or a method that the gateway does not have is a 404', async () => {
  const { sandbox } = openSandbox()
  for (const [path, method] of [
    ['/v1/nothing', 'POST'],
    ['/v1/payment', 'GET'],
  ] as const) {
    const { status, json } = await ask(sandbox, path, '', { method })
    assert.deepEqual([status, json], [404, { message: 'Not found', code: 404, error: null }])
  }
})

test('an operation that the gateway lacks is a 404', async () => {
  const { sandbox: whole } = openSandbox()
  const { gateway } = whole.clientOptions
  const { sandbox } = openSandbox({ gateway: { ...gateway, without: ['balance.get'] } })
  assert.equal((await ask(whole, '/v1/balance', '')).status, 200)
  assert.equal((await ask(sandbox, '/v1/balance', '')).status, 404)
})

test('a body that is no JSON is refused', async () => {
  const { sandbox } = openSandbox()
  for (const body of ['{"amount":', 'amount=15', '"15"']) {
    const { status, json } = await ask(sandbox, '/v1/payment', body)
    assert.deepEqual([status, json], [422, { state: 1, errors: { body: ['validation.json'] } }], body)
  }
})

test('what is missing is named field by field', async () => {
  const { sandbox } = openSandbox()
  const { status, text } = await ask(sandbox, '/v1/payout', '{}')
  const errors = ['amount', 'currency', 'order_id', 'address', 'is_subtract'].map((name) => [
    name,
    ['validation.required'],
  ])
  assert.equal(status, 422)
  assert.equal(text, JSON.stringify({ state: 1, errors: Object.fromEntries(errors) }))
})

test('what does not fit is named field by field', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/payment/list', { date_from: 'yesterday' })
  assert.deepEqual(json, { state: 1, errors: { date_from: ['validation.regex'] } })
})

test('unknown members are ignored, as the gateway does', async () => {
  const { sandbox } = openSandbox()
  const { status, json } = await ask(sandbox, '/v1/payment', { ...fixedInvoice, ordr_id: 'x', payer: { a: [1] } })
  assert.equal(status, 200)
  assert.equal(json.result.order_id, 'order-1')
  assert.ok(!('ordr_id' in json.result))
})

test('the query, which is not signed, changes nothing of what is', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/payment?amount=1&currency=DOGE', fixedInvoice)
  assert.deepEqual([json.result.amount, json.result.currency], ['20', 'USDT'])
})

test('a cursor counts in the query and not in the body, as the gateway does', async () => {
  const { sandbox, client } = openSandbox()
  for (let count = 0; count < 16; count += 1) {
    await client.payments.create({ ...fixedInvoice, order_id: `order-${count}` })
  }
  const first = await ask(sandbox, '/v1/payment/list', {})
  const { nextCursor } = first.json.result.paginate
  const inBody = await ask(sandbox, '/v1/payment/list', { cursor: nextCursor })
  const inQuery = await ask(sandbox, `/v1/payment/list?cursor=${encodeURIComponent(nextCursor)}`, {})
  assert.equal(inBody.text, first.text)
  assert.deepEqual(
    inQuery.json.result.items.map(({ order_id: id }: { order_id: string }) => id),
    ['order-0'],
  )
})

test('payers are sent to the page of the gateway, or of the server that answered', async () => {
  const { sandbox } = openSandbox({ gateway: 'heleket' })
  const { json } = await ask(sandbox, '/v1/payment', fixedInvoice)
  const { uuid } = json.result
  assert.equal(json.result.url, `https://pay.heleket.com/pay/${uuid}`)
})
