import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { cryptomus } from '../../src/gateways/cryptomus.ts'
import type { Gateway } from '../../src/gateways/types.ts'
import { rejected } from '../tools/rejected.ts'
import { type Asking, ask, fixedInvoice, fixedPayout, openSandbox } from '../tools/sandbox.ts'

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
  const gateway: Gateway = { ...cryptomus, keys: { 'payments.create': 'payout', 'payments.list': 'none' } }
  const { sandbox } = openSandbox({ ...keys, gateway })
  assert.equal((await ask(sandbox, payment, fixedInvoice, { apiKey: keys.payoutApiKey })).status, 200)
  assert.equal((await ask(sandbox, '/v1/payment/list', {}, { apiKey: 'x', merchantId: 'y' })).status, 200)
})
