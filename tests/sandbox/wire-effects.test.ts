import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { SandboxWire } from '../../src/sandbox/wire.ts'
import { rejected } from '../support/rejected.ts'
import { ask, callback, fixedInvoice, fixedPayout, openSandbox, toldBy } from '../support/sandbox.ts'

const forEver = Number.POSITIVE_INFINITY
const address = 'TXinventedAddressOfNobody0000000000'

async function openPaid(wire: SandboxWire, gateway?: 'heleket') {
  const { sandbox, client } = openSandbox({ wire, gateway })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  return { sandbox, client, uuid }
}

test('successStatus is that of every good response, and of no other', async () => {
  const { sandbox } = openSandbox({ wire: { successStatus: 201 } })
  assert.equal((await ask(sandbox, '/v1/payment', fixedInvoice)).status, 201)
  assert.equal((await ask(sandbox, '/v1/balance', '')).status, 201)
  assert.equal((await ask(sandbox, '/v1/payment/info', { uuid: 'nobody' })).status, 422)
  assert.equal((await ask(openSandbox().sandbox, '/v1/balance', '')).status, 200)
})

test('a 2xx for a wrong signature or an unknown record stays a refusal in its body', async () => {
  const { sandbox } = openSandbox({ wire: { invalidSignStatus: 200, notFoundStatus: 200 } })
  const unsigned = await ask(sandbox, '/v1/payment', fixedInvoice, { apiKey: 'x' })
  assert.deepEqual([unsigned.status, unsigned.json], [200, { message: 'Invalid Sign.' }])
  const unknown = await ask(sandbox, '/v1/payment/info', { uuid: 'nobody' })
  assert.deepEqual([unknown.status, unknown.json], [200, { state: 1, message: 'Payment not found' }])
})

const refusals: readonly (readonly [
  path: string,
  body: object,
  documented: string,
  recorded: string,
  status?: number,
])[] = [
  ['/v1/payment/info', { uuid: 'nobody' }, 'Payment not found', 'Payment not found.'],
  [
    '/v1/payment/refund',
    { uuid: 'nobody', address, is_subtract: true },
    'Payment was not found',
    'Payment was not found.',
  ],
  ['/v1/payment/qr', { merchant_payment_uuid: 'nobody' }, 'Payment not found', 'No query results for model', 404],
  ['/v1/payout/info', { uuid: 'nobody' }, 'Payout not found', 'No query results for model', 404],
  ['/v1/recurrence/info', { uuid: 'nobody' }, 'Recurring payment not found', 'Recurring payment not found.'],
  ['/v1/payment', { ...fixedInvoice, amount: '0.1' }, 'Minimum amount 0.5 USDT', 'Minimum amount 0.50000000 USDT'],
  [
    '/v1/payment',
    { ...fixedInvoice, amount: '10000001' },
    'Maximum amount 10000000 USDT',
    'Maximum amount 10000000.00000000 USDT',
  ],
  ['/v1/payout', { ...fixedPayout, amount: '20000' }, 'Not enough funds', 'Not enough funds.'],
]

for (const [path, body, documented, recorded, status = 422] of refusals) {
  test(`words: "${documented}" is "${recorded}" where it was recorded`, async () => {
    const said = async (words: 'documented' | 'recorded') => {
      const { status: http, json } = await ask(openSandbox({ wire: { words } }).sandbox, path, body)
      return [http, String(json.message).replace(/(for model).*/, '$1')]
    }
    assert.deepEqual(await said('documented'), [422, documented])
    assert.deepEqual(await said('recorded'), [status, recorded])
  })
}

test('words: the balance is checked before the limits where that was recorded', async () => {
  const said = async (words: 'documented' | 'recorded') => {
    const { client } = openSandbox({ wire: { words } })
    const tooMuch = client.transfers.toPersonal({ amount: '10000001', currency: 'USDT' })
    return (await rejected('api', tooMuch)).gatewayMessage
  }
  assert.equal(await said('documented'), 'Maximum amount 10000000 USDT')
  assert.equal(await said('recorded'), 'Not enough funds.')
})

test('refundKey says which key signs a refund; heleket takes the payout key unless told otherwise', async () => {
  const taken = async (wire: SandboxWire, gateway?: 'heleket') => {
    const { sandbox, uuid } = await openPaid(wire, gateway)
    const { apiKey, payoutApiKey } = sandbox.clientOptions
    const statuses: number[] = []
    for (const key of [payoutApiKey, apiKey]) {
      statuses.push(
        (await ask(sandbox, '/v1/payment/refund', { uuid, address, is_subtract: true }, { apiKey: key })).status,
      )
    }
    return statuses
  }
  assert.deepEqual(await taken({}), [401, 200])
  assert.deepEqual(await taken({}, 'heleket'), [200, 401])
  assert.deepEqual(await taken({ refundKey: 'payment' }, 'heleket'), [401, 200])
  assert.deepEqual(await taken({ refundKey: 'payout' }), [200, 401])
  // The second one is refused because the first one has refunded.
  assert.deepEqual(await taken({ refundKey: 'either' }), [200, 422])
})

test('refundResult: details says what the refund costs and where it goes', async () => {
  const answered = async (wire: SandboxWire, is_subtract: boolean) => {
    const { sandbox, uuid } = await openPaid(wire)
    return (await ask(sandbox, '/v1/payment/refund', { uuid, address, is_subtract })).json.result
  }
  assert.deepEqual(await answered({}, true), [])
  const details = { refundResult: 'details' } as const
  assert.deepEqual(await answered(details, true), { commission: '0.40000000', amount: '20.00000000', address })
  assert.deepEqual(await answered(details, false), { commission: '0.40000000', amount: '19.60000000', address })
})

test('testPayoutKey says which key signs the request for a payout’s test webhook', async () => {
  const statuses = async (wire: SandboxWire) => {
    const { sandbox } = openSandbox({ wire })
    const { apiKey, payoutApiKey } = sandbox.clientOptions
    const body = { url_callback: callback, currency: 'USDT', network: 'tron' }
    const send = async (key: string) => (await ask(sandbox, '/v1/test-webhook/payout', body, { apiKey: key })).status
    return [await send(apiKey), await send(payoutApiKey), await send('other')]
  }
  assert.deepEqual(await statuses({}), [200, 200, 401])
  assert.deepEqual(await statuses({ testPayoutKey: 'payment' }), [200, 401, 401])
  assert.deepEqual(await statuses({ testPayoutKey: 'payout' }), [401, 200, 401])
})

test('payoutLookupLength limits the order_id by which a payout is looked up, not the one it is made with', async () => {
  for (const [wire, length] of [
    [{}, 32],
    [{ payoutLookupLength: 50 }, 50],
  ] as const) {
    const { sandbox } = openSandbox({ wire })
    const [fits, tooLong] = ['x'.repeat(length), 'x'.repeat(length + 1)]
    for (const order_id of [fits, tooLong]) {
      assert.equal((await ask(sandbox, '/v1/payout', { ...fixedPayout, order_id })).status, 200)
    }
    assert.equal((await ask(sandbox, '/v1/payout/info', { order_id: fits })).status, 200)
    const { status, json } = await ask(sandbox, '/v1/payout/info', { order_id: tooLong })
    assert.deepEqual([status, json.errors], [422, { order_id: ['validation.max.string'] }])
  }
})

test('payoutDetails names order_id, dates and fee in responses about one payout; heleket does so by itself', async () => {
  const names = ['order_id', 'commission', 'merchant_amount', 'created_at', 'updated_at']
  const shown = async (wire: SandboxWire, gateway?: 'heleket') => {
    const { sandbox } = openSandbox({ wire, gateway })
    const made = (await ask(sandbox, '/v1/payout', fixedPayout)).json.result
    const read = (await ask(sandbox, '/v1/payout/info', { uuid: made.uuid })).json.result
    return [made, read].map((result) => names.filter((name) => name in result).length)
  }
  assert.deepEqual(await shown({}), [0, 0])
  assert.deepEqual(await shown({ payoutDetails: true }), [5, 5])
  assert.deepEqual(await shown({}, 'heleket'), [5, 5])
  assert.deepEqual(await shown({ payoutDetails: false }, 'heleket'), [0, 0])
})

test('maxAccuracy is the most that accuracy_payment_percent may be', async () => {
  for (const [wire, most] of [
    [{}, 50],
    [{ maxAccuracy: 5 }, 5],
  ] as const) {
    const { sandbox } = openSandbox({ wire })
    const send = (percent: number) =>
      ask(sandbox, '/v1/payment', { ...fixedInvoice, accuracy_payment_percent: percent })
    assert.deepEqual((await send(most + 0.1)).json.errors, { accuracy_payment_percent: ['validation.max.numeric'] })
    assert.equal((await send(most)).status, 200)
  }
})

test('payoutMs, refundMs and confirmationMs say when things happen by themselves, and Infinity says never', async () => {
  const live = async (ms: number) => {
    const { sandbox, client, uuid } = await openPaid({ payoutMs: ms, refundMs: ms })
    await client.payouts.create(fixedPayout)
    await client.payments.refund({ uuid, address, is_subtract: true })
    await sandbox.advance(ms === forEver ? 1e12 : ms - 1)
    const before = sandbox.deliveries.length
    await sandbox.advance(1)
    return [before, ...toldBy(sandbox).map(({ status }) => status)]
  }
  assert.deepEqual(await live(5000), [2, 'paid', 'refund_process', 'paid', 'refund_paid'])
  assert.deepEqual(await live(forEver), [2, 'paid', 'refund_process'])
  const { sandbox, client } = openSandbox({ wire: { confirmationMs: forEver } })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await sandbox.advance(1e12)
  assert.equal((await client.payments.get({ uuid })).payment_status, 'confirm_check')
})
