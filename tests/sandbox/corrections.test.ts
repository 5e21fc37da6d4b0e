import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { GatewayId } from '../../src/env.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import type { SandboxWire } from '../../src/sandbox/index.ts'
import { gatewayIds, openShop, send } from '../support/documented.ts'

// Facts that the gateways' own pages, their official kits, or recordings of the live gateway add to the documentation's samples.

const hook = 'https://shop.example/hook'
const address = 'TXinventedAddressOfNobody0000000000'
const invoice = { amount: '20', currency: 'USDT', network: 'tron', order_id: 'order-1', url_callback: hook }
const payout = { amount: '100', currency: 'USDT', network: 'tron', order_id: 'payout-1', address, is_subtract: true }
const asUuid = '3f0a2c1e-7b5d-4f7e-9a11-0c2f5d6e7a80'

/** A shop, and a way to post params to an endpoint that may refuse them. */
function open(gateway: GatewayId = 'cryptomus', wire: SandboxWire = {}) {
  const shop = openShop(gateway, { wire })
  const post = (path: string, params: object = {}, how: Parameters<typeof send>[3] = {}) =>
    send(shop.sandbox, `POST ${path}`, JSON.stringify(params), how)
  const balance = async () => {
    const { json } = await post('/v1/balance')
    const wallets: readonly { readonly currency_code: string; readonly balance: string }[] =
      json.result[0].balance.merchant
    return Number(wallets.find(({ currency_code }) => currency_code === 'USDT')?.balance)
  }
  return { ...shop, post, balance }
}

async function openPaid(gateway: GatewayId = 'cryptomus', wire: SandboxWire = {}) {
  const shop = open(gateway, wire)
  const { uuid = '' } = await shop.ask('POST /v1/payment', invoice)
  await shop.sandbox.pay(uuid)
  return { ...shop, uuid }
}

const missing = ['validation.required_without']

// Webhooks sent again.

test('Heleket sends a webhook again at /v1/payment/resend, by uuid or by order_id', async () => {
  const { post, sandbox, uuid } = await openPaid('heleket')
  for (const named of [{ uuid }, { order_id: 'order-1' }]) {
    const { status, json } = await post('/v1/payment/resend', named)
    assert.deepEqual([status, json], [200, { state: 0, result: [] }])
  }
  await sandbox.advance(0)
  assert.equal(sandbox.deliveries.length, 3)
})

test('Heleket finds no payment by its txid to send its webhook again, and has no /v2/payment/resend', async () => {
  const { post, ask, uuid } = await openPaid('heleket')
  const { txid } = await ask('POST /v1/payment/info', { uuid })
  const { status, json } = await post('/v1/payment/resend', { txid })
  assert.deepEqual([status, json], [422, { state: 1, errors: { uuid: missing, order_id: missing } }])
  assert.equal((await post('/v2/payment/resend', { uuid })).status, 404)
})

test('Cryptomus sends a webhook again at /v1/payment/resend, as its official PHP kit asks, and at /v2', async () => {
  const { post, uuid } = await openPaid()
  for (const path of ['/v1/payment/resend', '/v2/payment/resend']) {
    assert.deepEqual((await post(path, { uuid })).json, { state: 0, result: [] })
  }
})

test('a webhook is sent again until the first response of 2xx, and not after it', async () => {
  const statuses = [500, 302, 404, 204, 500]
  const { sandbox, ask } = openShop('heleket', {
    deliver: async () => new Response(null, { status: statuses.shift() ?? 500 }),
  })
  const { uuid = '' } = await ask('POST /v1/payment', invoice)
  await sandbox.pay(uuid)
  await sandbox.advance(24 * 3_600_000)
  assert.deepEqual(
    sandbox.deliveries.map(({ status }) => status),
    [500, 302, 404, 204],
  )
})

// Refunds, fees.

test('a refund at Heleket that names an amount refunds that part', async () => {
  const { post, balance, uuid } = await openPaid('heleket')
  const before = await balance()
  await post('/v1/payment/refund', { uuid, address, is_subtract: false, amount: '5' })
  assert.equal(before - (await balance()), 5)
})

test('a refund at Heleket whose amount is null refunds everything', async () => {
  const { post, balance, uuid } = await openPaid('heleket')
  const before = await balance()
  await post('/v1/payment/refund', { uuid, address, is_subtract: false, amount: null })
  assert.equal(before - (await balance()), 20)
})

test('the amount of a refund at Heleket has 40 characters at most', async () => {
  for (const [length, wanted] of [
    [40, 200],
    [41, 422],
  ] as const) {
    const { post, uuid } = await openPaid('heleket')
    const amount = '5.'.padEnd(length, '0')
    assert.equal((await post('/v1/payment/refund', { uuid, address, is_subtract: true, amount })).status, wanted)
  }
})

test('Cryptomus knows no part of a refund, and ignores the amount, whatever it is', async () => {
  for (const amount of ['5', 'five']) {
    const { post, balance, uuid } = await openPaid()
    const before = await balance()
    await post('/v1/payment/refund', { uuid, address, is_subtract: false, amount })
    assert.equal(before - (await balance()), 20)
  }
})

for (const gateway of gatewayIds) {
  test(`is_subtract takes the fee from the balance at ${gateway}, as its API pages say`, async () => {
    const { post, balance } = open(gateway)
    const before = await balance()
    const { json } = await post('/v1/payout', payout)
    assert.equal(json.result.payer_amount, 100)
    assert.equal(before - (await balance()), 102)
  })
}

test('is_subtract takes the fee from the amount, as the guides of Heleket’s kits say, with a switch', async () => {
  const { post, balance } = open('heleket', { subtractFrom: 'amount' })
  const before = await balance()
  const { json } = await post('/v1/payout', payout)
  assert.equal(json.result.payer_amount, 98)
  assert.equal(before - (await balance()), 100)
})

// Leniency.

test('a lifetime as text counts in seconds', async () => {
  const { result } = (await open().post('/v1/payment', { ...invoice, lifetime: '7200' })).json
  assert.equal(result.expired_at * 1000 - Date.parse(result.created_at), 7_200_000)
})

test('subtract as text charges the payer a part of the fee', async () => {
  const { result } = (await open().post('/v1/payment', { ...invoice, subtract: '10' })).json
  assert.equal(result.payer_amount, '20.04000000')
})

test('discount_percent as text changes what is due, and comes back as a number', async () => {
  const { result } = (await open().post('/v1/payment', { ...invoice, discount_percent: '5' })).json
  assert.deepEqual([result.discount_percent, result.discount, result.payer_amount], [5, '1.00000000', '19.00000000'])
})

test('accuracy_payment_percent as text accepts what is slightly too little', async () => {
  const { sandbox, ask } = open('heleket')
  const { uuid = '' } = await ask('POST /v1/payment', { ...invoice, accuracy_payment_percent: '1' })
  await sandbox.pay(uuid, { amount: '19.8' })
  assert.equal((await ask('POST /v1/payment/info', { uuid })).status, 'paid')
})

for (const [flag, sent] of [
  ['"1"', 100],
  ['"true"', 100],
  ['1', 100],
  ['true', 100],
  ['"0"', 98],
  ['"false"', 98],
  ['0', 98],
  ['false', 98],
] as const) {
  test(`is_subtract may be ${flag}`, async () => {
    const { json } = await open().post('/v1/payout', { ...payout, is_subtract: JSON.parse(flag) })
    assert.equal(json.result.payer_amount, sent)
  })
}

test('a refund takes the flag "true"', async () => {
  const { post, balance, uuid } = await openPaid()
  const before = await balance()
  await post('/v1/payment/refund', { uuid, address, is_subtract: 'true' })
  assert.equal(Math.round((before - (await balance())) * 100), 2040)
})

for (const gateway of gatewayIds) {
  test(`an empty url_callback is none at ${gateway}: no webhook leaves, and none can be sent again`, async () => {
    const { sandbox, ask, post } = open(gateway)
    const { uuid = '' } = await ask('POST /v1/payment', { ...invoice, url_callback: '' })
    await sandbox.pay(uuid)
    assert.equal(sandbox.deliveries.length, 0)
    assert.equal((await post('/v1/payment/resend', { uuid })).json.message, 'Notification not found')
  })

  test(`a network that is null among the currencies stands for every network at ${gateway}`, async () => {
    const { sandbox, ask } = open(gateway)
    const currencies = [{ currency: 'USDT', network: null }]
    const params = { ...invoice, currency: 'USD', network: null, currencies }
    const { uuid = '' } = await ask('POST /v1/payment', params)
    await sandbox.pay(uuid, { currency: 'USDT', network: 'bsc' })
    assert.equal((await ask('POST /v1/payment/info', { uuid })).network, 'bsc')
  })
}

// Ids.

test('a payout takes an order_id of 1 to 100 characters', async () => {
  const { post } = open()
  for (const [length, wanted] of [
    [1, 200],
    [100, 200],
    [101, 422],
  ] as const) {
    assert.equal((await post('/v1/payout', { ...payout, order_id: 'x'.repeat(length) })).status, wanted)
  }
})

test('a payout whose order_id is a UUID is refused for its amount, and not for its id', async () => {
  const { json } = await open().post('/v1/payout', { ...payout, order_id: asUuid, amount: '0.01' })
  assert.deepEqual(json, { state: 1, message: 'Minimum amount 0.5 USDT' })
})

test('a payout is found by an order_id of 32 characters at most, or of more with a switch', async () => {
  for (const [payoutLookupLength, wanted] of [
    [undefined, 422],
    [36, 200],
  ] as const) {
    const { post } = open('cryptomus', { payoutLookupLength })
    await post('/v1/payout', { ...payout, order_id: asUuid })
    assert.equal((await post('/v1/payout/info', { order_id: asUuid })).status, wanted)
  }
})

for (const orderId of ['A-b_9', 'заказ-15', '注文_7', 'طلب-٣', 'ऑर्डर-१']) {
  test(`an order_id may hold letters, marks and digits of every script: ${orderId}`, async () => {
    const { json } = await open().post('/v1/payment', { ...invoice, order_id: orderId })
    assert.equal(json.result.order_id, orderId)
  })
}

for (const orderId of ['order 1', 'order/1', 'order.1', '№1']) {
  test(`an order_id holds nothing but letters, digits, "_" and "-": ${orderId}`, async () => {
    const { status, json } = await open().post('/v1/payment', { ...invoice, order_id: orderId })
    assert.deepEqual([status, json], [422, { state: 1, errors: { order_id: ['validation.alpha_dash'] } }])
  })
}

// Answers.

for (const [currency, amount, shown] of [
  ['USD', '1', '1.00'],
  ['USDT', '10', '10.00'],
  ['USD', '15.5', '15.50'],
  ['USDT', '10.123', '10.12300000'],
  ['BTC', '0.0006486', '0.00064860'],
] as const) {
  test(`an invoice of "${amount}" ${currency} is answered as "${shown}"`, async () => {
    const { network: _, ...rest } = invoice
    const { json } = await open().post('/v1/payment', { ...rest, currency, amount })
    assert.equal(json.result.amount, shown)
  })
}

for (const gateway of gatewayIds) {
  test(`an invoice of ${gateway} has payer_amount_exchange_rate and comments, and no dollars paid while it is fresh`, async () => {
    const { result } = (await open(gateway).post('/v1/payment', invoice)).json
    assert.equal(result.payer_amount_exchange_rate, '1.00000000')
    assert.equal(result.comments, null)
    assert.equal(result.payment_amount_usd, null)
    assert.equal('address_qr_code' in result, gateway === 'heleket')
  })
}

for (const gateway of gatewayIds) {
  test(`an answer of ${gateway} comes from PHP: it says so, and escapes its slashes`, async () => {
    const { headers, text } = await open(gateway).post('/v1/payment', invoice)
    assert.equal(headers.get('x-powered-by'), 'PHP/8.1')
    assert.match(text, /"url":"https:\\\/\\\/pay\./)
  })
}

test('a good answer may be HTTP 201, with a switch, and a refusal stays what it is', async () => {
  const { post } = open('cryptomus', { successStatus: 201 })
  assert.equal((await post('/v1/payment', invoice)).status, 201)
  assert.equal((await post('/v1/payment', { ...invoice, order_id: '' })).status, 422)
})

// Words.

/** What is refused, in the words of the documentation and in those that were recorded. */
const words: readonly (readonly [path: string, params: object, documented: string, recorded: string])[] = [
  [
    '/v1/payment/refund',
    { uuid: 'unknown', address, is_subtract: true },
    'Payment was not found',
    'Payment was not found.',
  ],
  ['/v1/payment/info', { uuid: 'unknown' }, 'Payment not found', 'Payment not found.'],
  ['/v1/transfer/to-personal', { amount: '20000', currency: 'USDT' }, 'Not enough funds', 'Not enough funds.'],
  // The balance of the personal wallet is empty: the one checks it after the minimum, the other before.
  ['/v1/transfer/to-business', { amount: '0.1', currency: 'USDT' }, 'Minimum amount 0.5 USDT', 'Not enough funds.'],
  ['/v1/payout', { ...payout, amount: '0.1' }, 'Minimum amount 0.5 USDT', 'Minimum amount 0.50000000 USDT'],
]

for (const [path, params, documented, recorded] of words) {
  test(`${path} refuses with "${documented}", and with "${recorded}" where recordings count`, async () => {
    const plain = await open().post(path, params)
    assert.deepEqual([plain.status, plain.json], [422, { state: 1, message: documented }])
    const live = await open('cryptomus', { words: 'recorded' }).post(path, params)
    assert.deepEqual([live.status, live.json.message], [422, recorded])
  })
}

for (const [path, params, recorded] of [
  ['/v1/payout/info', { uuid: 'unknown' }, 'No query results for model [App\\Models\\MerchantPayout].'],
  ['/v1/payment/qr', { merchant_payment_uuid: 'x' }, 'No query results for model [App\\Models\\MerchantPayment].'],
] as const) {
  test(`${path} knows an unknown record by the words of Laravel and HTTP 404, where recordings count`, async () => {
    const { status, json } = await open('cryptomus', { words: 'recorded' }).post(path, params)
    assert.deepEqual([status, json.message], [404, recorded])
  })
}

// Lists.

for (const [where, query, body] of [
  ['in the query', (cursor: string) => `?cursor=${encodeURIComponent(cursor)}`, () => ({})],
  ['in the body, where a Laravel application finds it too', () => '', (cursor: string) => ({ cursor })],
] as const) {
  test(`a list takes its cursor ${where}`, async () => {
    const { post } = open()
    for (let made = 0; made < 16; made++) await post('/v1/payment', { ...invoice, order_id: `order-${made}` })
    const first = (await post('/v1/payment/list')).json.result
    const { nextCursor } = first.paginate
    const second = (await post(`/v1/payment/list${query(nextCursor)}`, body(nextCursor))).json.result
    assert.deepEqual(
      second.items.map(({ order_id }: { readonly order_id: string }) => order_id),
      ['order-0'],
    )
  })
}

// What one gateway has and the other has not.

for (const [gateway, wanted] of [
  ['heleket', 200],
  ['cryptomus', 422],
] as const) {
  test(`a test webhook ${wanted === 200 ? 'may' : 'must not'} be about a locked payment at ${gateway}`, async () => {
    const params = { url_callback: hook, currency: 'USDT', network: 'tron', status: 'locked' }
    for (const kind of ['payment', 'wallet']) {
      assert.equal((await open(gateway).post(`/v1/test-webhook/${kind}`, params)).status, wanted)
    }
  })
}

test('the payment services of Heleket have is_enabled and networks in upper case, those of Cryptomus neither', async () => {
  const [hk] = (await open('heleket').post('/v1/payment/services')).json.result
  assert.deepEqual([hk.is_enabled, hk.is_available, hk.network], [true, true, 'TRON'])
  const [cm] = (await open().post('/v1/payment/services')).json.result
  assert.deepEqual(['is_enabled' in cm, cm.is_available, cm.network], [false, true, 'tron'])
})

test('Heleket marks nothing as paid, and Cryptomus calculates nothing', async () => {
  assert.equal((await open('heleket').post('/v1/payment/mark-as-paid', { order_id: 'order-1' })).status, 404)
  assert.equal((await open().post('/v1/payout/calc', payout)).status, 404)
})

test('Heleket calculates a payout at the path of its pages and at that of its kits, which name no address', async () => {
  const { post } = open('heleket')
  const documented = await post('/v1/payout/calc', payout)
  const { address: _, ...withoutAddress } = payout
  const official = await post('/v1/payout/calculate', withoutAddress)
  assert.deepEqual(documented.json.result, {
    commission: '2.00000000',
    merchant_amount: '102.00000000',
    payout_amount: '100.00000000',
  })
  assert.deepEqual(official.json, documented.json)
  assert.deepEqual((await post('/v1/payout/calc', withoutAddress)).json.errors, { address: ['validation.required'] })
})

test('a wallet is drawn by wallet_address_uuid, and by the merchant_payment_uuid of Heleket’s kits', async () => {
  const { post, ask } = open('heleket')
  const { uuid } = await ask('POST /v1/wallet', invoice)
  const documented = await post('/v1/wallet/qr', { wallet_address_uuid: uuid })
  assert.match(documented.json.result.image, /^data:image\/png;base64,/)
  assert.equal((await post('/v1/wallet/qr', { merchant_payment_uuid: uuid })).text, documented.text)
})

for (const flag of ['is_force_refund', 'is_refund']) {
  test(`blocking a wallet with ${flag} sends back what comes in, so that nothing is left to refund`, async () => {
    const { post, ask, sandbox } = open('heleket')
    const { uuid = '' } = await ask('POST /v1/wallet', invoice)
    await post('/v1/wallet/block-address', { uuid, [flag]: true })
    await sandbox.deposit(uuid, { amount: '25' })
    const { json } = await post('/v1/wallet/blocked-address-refund', { uuid, address })
    assert.equal(json.message, 'You can withdraw only once')
  })
}

// What no page says.

const testPayout = { url_callback: hook, currency: 'USDT', network: 'tron', status: 'paid' }

for (const [testPayoutKey, wanted] of [
  [undefined, { payment: 200, payout: 200 }],
  ['payment', { payment: 200, payout: 401 }],
  ['payout', { payment: 401, payout: 200 }],
] as const) {
  test(`the test webhook of a payout is signed with ${testPayoutKey ?? 'either'} key`, async () => {
    const { post } = open('cryptomus', { testPayoutKey })
    for (const key of ['payment', 'payout'] as const) {
      assert.equal((await post('/v1/test-webhook/payout', testPayout, { key })).status, wanted[key])
    }
  })
}

test('a refund is signed with the payment key at Cryptomus, with the payout key at Heleket, or by a switch', async () => {
  for (const [gateway, refundKey, right] of [
    ['cryptomus', undefined, 'payment'],
    ['cryptomus', 'payout', 'payout'],
    ['heleket', undefined, 'payout'],
    ['heleket', 'payment', 'payment'],
  ] as const) {
    const { post, uuid } = await openPaid(gateway, { refundKey })
    const params = { uuid, address, is_subtract: true }
    const wrong = right === 'payment' ? 'payout' : 'payment'
    assert.equal((await post('/v1/payment/refund', params, { key: wrong })).status, 401)
    assert.equal((await post('/v1/payment/refund', params, { key: right })).status, 200)
  }
})

test('a refund returns an empty list, or its details with a switch', async () => {
  const empty = await openPaid('heleket')
  const params = { address, is_subtract: true }
  assert.deepEqual((await empty.post('/v1/payment/refund', { ...params, uuid: empty.uuid })).json.result, [])
  const detailed = await openPaid('heleket', { refundResult: 'details' })
  assert.deepEqual((await detailed.post('/v1/payment/refund', { ...params, uuid: detailed.uuid })).json.result, {
    commission: '0.40000000',
    amount: '20.00000000',
    address,
  })
})

// Other gateways, and other people's inventions.

test('a gateway of the same protocol may stand below a path, and have one key for both roles', async () => {
  const gateway = { ...cryptomus, id: 'paw', apiUrl: 'https://paw.example/compat/cryptomus' }
  const { sandbox } = openShop('cryptomus', { gateway, apiKey: 'one-key', payoutApiKey: 'one-key' } as never)
  assert.equal((await send(sandbox, 'POST /v1/payment', JSON.stringify(invoice))).status, 200)
  assert.equal((await send(sandbox, 'POST /v1/payout', JSON.stringify(payout), { key: 'payment' })).status, 200)
})

test('a wrong sign is refused in words without a state', async () => {
  for (const how of [{ sign: '0'.repeat(32) }, { sign: '' }, { merchant: 'nobody' }, { key: 'payout' as const }]) {
    const { status, json } = await open().post('/v1/payment', invoice, how)
    assert.deepEqual([status, json], [401, { message: 'Invalid Sign.' }])
  }
})

test('what other people’s code invented is refused: an endpoint, a network, a name of the callback', async () => {
  const { post, sandbox } = open()
  assert.equal((await post('/v1/payments/create', invoice)).status, 404)
  assert.equal((await post('/v1/payment', { ...invoice, network: 'TRC20' })).json.message, 'The network was not found')
  const { url_callback: _, ...rest } = invoice
  const { json } = await post('/v1/payment', { ...rest, webhook_url: hook })
  await sandbox.pay(json.result.uuid)
  assert.equal(sandbox.deliveries.length, 0)
})

test('a webhook has no signature among its headers, and no status that the documentation does not know', async () => {
  const seen: Headers[] = []
  const { sandbox, ask } = openShop('cryptomus', {
    deliver: async (request) => {
      seen.push(request.headers as unknown as Headers)
      return new Response()
    },
  })
  const { uuid = '' } = await ask('POST /v1/payment', invoice)
  await sandbox.pay(uuid)
  assert.deepEqual([...(seen[0]?.keys() ?? [])], ['content-type'])
  assert.equal(JSON.parse(sandbox.deliveries[0]?.body ?? '').status, 'paid')
})
