import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxOptions } from '../../../src/sandbox/types.ts'
import { rejected } from '../../support/rejected.ts'
import { ask, fixedCalculation, fixedPayout, openSandbox, toldBy } from '../../support/sandbox.ts'

const path = '/v1/payout'

/** What creating a payout answers, and what its webhook says once it is paid. */
async function open(params: object, options: SandboxOptions = {}) {
  const { sandbox, client } = openSandbox(options)
  const { json } = await ask(sandbox, path, { ...fixedPayout, ...params })
  await sandbox.advance(60_000)
  const webhook = JSON.parse(sandbox.deliveries[0]?.body ?? 'null')
  const [account] = await client.balance.get()
  const balanceOf = (coin: string) =>
    account?.balance.merchant.find(({ currency_code }) => currency_code === coin)?.balance
  return { json, webhook, balanceOf }
}

test('a payout is answered as documented, with balance and payer_amount as JSON numbers', async () => {
  const { sandbox } = openSandbox()
  const { status, text, json } = await ask(sandbox, path, fixedPayout)
  const { uuid, ...result } = json.result
  assert.equal(status, 200)
  assert.match(uuid, /^[0-9a-f-]{36}$/)
  assert.deepEqual(result, {
    amount: '100',
    currency: 'USDT',
    network: 'TRON',
    address: fixedPayout.address,
    txid: null,
    status: 'process',
    is_final: false,
    balance: 9898,
    payer_currency: 'USDT',
    payer_amount: 100,
  })
  assert.ok(text.endsWith('"balance":9898,"payer_currency":"USDT","payer_amount":100}}'), text)
})

test('the client reads those numbers as decimal strings', async () => {
  const { client } = openSandbox()
  const { balance, payer_amount } = await client.payouts.create(fixedPayout)
  assert.deepEqual([balance, payer_amount], ['9898', '100'])
})

test('is_subtract true takes the fee from the balance', async () => {
  const { json, webhook } = await open({})
  assert.deepEqual([json.result.payer_amount, webhook.payer_amount], [100, '100.00000000'])
  assert.deepEqual([webhook.merchant_amount, webhook.commission], ['102.00000000', '2.00000000'])
})

test('is_subtract false takes the fee from what the recipient gets', async () => {
  const { json, webhook, balanceOf } = await open({ is_subtract: false })
  assert.equal(json.result.payer_amount, 98)
  assert.deepEqual([webhook.merchant_amount, webhook.commission], ['100.00000000', '2.00000000'])
  assert.equal(balanceOf('USDT'), '9900.00000000')
})

test('wire.subtractFrom turns both sides around, and no gateway does so by itself', async () => {
  const sent = async (is_subtract: boolean, options: SandboxOptions) =>
    (await open({ is_subtract }, options)).json.result.payer_amount
  for (const gateway of ['cryptomus', 'heleket'] as const) {
    const turned: SandboxOptions = { gateway, wire: { subtractFrom: 'amount' } }
    assert.deepEqual([await sent(true, turned), await sent(false, turned)], [98, 100])
    assert.deepEqual([await sent(true, { gateway }), await sent(false, { gateway })], [100, 98])
  }
})

test('from_currency pays by conversion out of the USDT balance', async () => {
  const { json, webhook, balanceOf } = await open({
    amount: '0.01',
    currency: 'BTC',
    network: 'btc',
    from_currency: 'USDT',
  })
  assert.deepEqual([json.result.payer_currency, json.result.payer_amount], ['BTC', 0.01])
  assert.equal(json.result.balance, 9388)
  assert.deepEqual([webhook.merchant_amount, webhook.commission], ['612.00000000', '12.00000000'])
  assert.deepEqual([balanceOf('USDT'), balanceOf('BTC')], ['9388.00000000', '0.16666667'])
})

test('a fiat amount is sent in to_currency', async () => {
  const { json, webhook, balanceOf } = await open({
    amount: '80',
    currency: 'USD',
    to_currency: 'LTC',
    network: undefined,
  })
  const { amount, currency, network, payer_currency, payer_amount } = json.result
  assert.deepEqual([amount, currency, network], ['80', 'USD', 'LTC'])
  assert.deepEqual([payer_currency, payer_amount], ['LTC', 1])
  assert.deepEqual([webhook.currency, webhook.payer_currency, webhook.payer_amount], ['USD', 'LTC', '1.00000000'])
  assert.equal(balanceOf('LTC'), '123.98000000')
})

test('a network may be left out for a coin that has only one', async () => {
  assert.equal((await open({ amount: '0.01', currency: 'BTC', network: undefined })).json.result.network, 'BTC')
})

test('a known order_id answers with the payout that exists, and nothing more is paid', async () => {
  const { sandbox } = openSandbox()
  const first = await ask(sandbox, path, fixedPayout)
  const second = await ask(sandbox, path, { ...fixedPayout, amount: '5000', address: 'TElsewhere' })
  assert.equal(second.text, first.text)
  assert.equal((await ask(sandbox, '/v1/payout/list', {})).json.result.items.length, 1)
  await sandbox.advance(60_000)
  assert.equal(sandbox.deliveries.length, 1)
  const third = await ask(sandbox, path, fixedPayout)
  assert.deepEqual([third.json.result.status, third.json.result.balance], ['paid', 9898])
})

test('payouts and invoices do not share their order_ids', async () => {
  const { client } = openSandbox()
  await client.payments.create({ amount: '10', currency: 'USD', order_id: 'same' })
  assert.equal((await client.payouts.create({ ...fixedPayout, order_id: 'same' })).status, 'process')
})

const refusals: readonly (readonly [about: string, params: object, message: string])[] = [
  ['a currency that nobody knows', { currency: 'XXX' }, 'The currency was not found'],
  ['a fiat currency alone', { currency: 'USD' }, 'Not found service to_currency'],
  ['a to_currency that is no coin', { to_currency: 'EUR' }, 'Not found service to_currency'],
  ['a network that is not of the coin', { network: 'btc' }, 'The service was not found'],
  ['no network where there are several', { network: undefined }, 'The service was not found'],
  ['too little', { amount: '0.49' }, 'Minimum amount 0.5 USDT'],
  ['too much', { amount: '10000001' }, 'Maximum amount 10000000 USDT'],
  ['more than the balance', { amount: '9900' }, 'Not enough funds'],
  [
    'more than the balance that converts',
    { amount: '10', currency: 'ETH', network: 'eth', from_currency: 'USDT' },
    'Not enough balance for convert USDT to ETH',
  ],
]

for (const [about, params, message] of refusals) {
  test(`refuses ${about}, and moves nothing`, async () => {
    const { sandbox, client } = openSandbox()
    const before = await client.balance.get()
    const { status, json } = await ask(sandbox, path, { ...fixedPayout, ...params })
    assert.deepEqual([status, json], [422, { state: 1, message }])
    assert.deepEqual(await client.balance.get(), before)
  })
}

test('the whole balance can be paid out, and then nothing more', async () => {
  const { client } = openSandbox()
  const all = { ...fixedPayout, amount: '10000', is_subtract: false }
  assert.equal((await client.payouts.create(all)).balance, '0')
  const more = client.payouts.create({ ...all, order_id: 'payout-2', amount: '1' })
  assert.equal((await rejected('api', more)).gatewayMessage, 'Not enough funds')
})

test('a payout is read by uuid or by order_id', async () => {
  const { client } = openSandbox()
  const created = await client.payouts.create(fixedPayout)
  assert.deepEqual(await client.payouts.get({ uuid: created.uuid }), created)
  assert.deepEqual(await client.payouts.get({ order_id: 'payout-1' }), created)
})

test('a list names the merchant and holds the newest payout first', async () => {
  const { sandbox, client } = openSandbox()
  for (const order_id of ['one', 'two']) await client.payouts.create({ ...fixedPayout, order_id })
  const page = await client.payouts.list()
  assert.equal(page.merchant_uuid, sandbox.clientOptions.merchantId)
  assert.deepEqual(
    page.items.map(({ order_id }) => order_id),
    ['two', 'one'],
  )
})

test('a payout that does not exist is a 422, or what wire.notFoundStatus says', async () => {
  const usual = await rejected('api', openSandbox().client.payouts.get({ uuid: 'nobody' }))
  assert.deepEqual([usual.status, usual.gatewayMessage], [422, 'Payout not found'])
  const { client } = openSandbox({ wire: { notFoundStatus: 404 } })
  assert.equal((await rejected('api', client.payouts.get({ uuid: 'nobody' }))).status, 404)
})

test('neither uuid nor order_id names both', async () => {
  const { json } = await ask(openSandbox().sandbox, '/v1/payout/info', {})
  const missing = ['validation.required_without']
  assert.deepEqual(json, { state: 1, errors: { uuid: missing, order_id: missing } })
})

const openHeleket = (options: SandboxOptions = {}) => openSandbox({ gateway: 'heleket', ...options })

test('a payout is worked out with money as strings', async () => {
  const { sandbox } = openHeleket()
  const { status, json } = await ask(sandbox, '/v1/payout/calc', fixedCalculation)
  assert.equal(status, 200)
  assert.deepEqual(json.result, {
    commission: '2.00000000',
    merchant_amount: '102.00000000',
    payout_amount: '100.00000000',
  })
})

test('what is worked out is what the payout then does', async () => {
  for (const subtractFrom of ['balance', 'amount'] as const) {
    for (const is_subtract of [true, false]) {
      const { sandbox, client } = openHeleket({ wire: { subtractFrom } })
      const params = {
        ...fixedCalculation,
        amount: '80',
        currency: 'USD',
        to_currency: 'LTC',
        network: 'ltc',
        is_subtract,
      }
      const calculated = await client.payouts.calculate(params)
      const { uuid } = await client.payouts.create({ ...fixedPayout, ...params })
      await sandbox.settlePayout(uuid, 'paid')
      const [{ commission, merchant_amount, payer_amount }] = toldBy(sandbox) as [Record<string, string>]
      assert.deepEqual(calculated, { commission, merchant_amount, payout_amount: payer_amount })
    }
  }
})

test('nothing is moved or made, and more than the balance is worked out all the same', async () => {
  const { client } = openHeleket()
  const before = await client.balance.get()
  assert.equal(
    (await client.payouts.calculate({ ...fixedCalculation, amount: '50000' })).payout_amount,
    '50000.00000000',
  )
  assert.deepEqual(await client.balance.get(), before)
  assert.equal((await client.payouts.list()).items.length, 0)
})

test('what no payout could be is refused in the same words', async () => {
  const { client } = openHeleket()
  const error = await rejected('api', client.payouts.calculate({ ...fixedCalculation, network: 'btc' }))
  assert.deepEqual([error.status, error.gatewayMessage], [422, 'The service was not found'])
})

test('cryptomus works nothing out', async () => {
  assert.equal((await ask(openSandbox().sandbox, '/v1/payout/calc', fixedCalculation)).status, 404)
})
