import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { cryptomus, heleket } from '../../src/gateways/gateways.ts'
import type { Gateway } from '../../src/gateways/types.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'

/** A gateway that speaks the protocol, under paths and ids of its own. */
const madeUp: Gateway = {
  ...cryptomus,
  id: 'made-up',
  apiUrl: 'https://pay.example/compat/cryptomus',
  keyOverrides: { 'payouts.create': 'payment' },
  pathOverrides: { 'payments.create': '/v3/invoices', 'rates.list': '/v3/rates/{currency}' },
  unsupported: ['payments.markAsPaid'],
  echo: false,
}

const invoice = { amount: '15.00', currency: 'USD', order_id: 'order-1' }

test('a gateway whose answers carry ids of its own raises no conflict, whatever else differs', async () => {
  const { fetch } = fakeFetch(ok({ ...paymentSample, order_id: 'pp_7f3c', amount: '14.99', currency: 'EUR' }))
  const client = createClient({ ...credentials, fetch, gateway: madeUp })
  assert.equal((await client.payments.create(invoice)).order_id, 'pp_7f3c')
  const same = createClient({ ...credentials, fetch, gateway: { ...madeUp, echo: true } })
  const error = await rejected('conflict', same.payments.create(invoice))
  assert.deepEqual(error.fields, ['order_id', 'amount', 'currency'])
})

test('the paths of a gateway replace those of the operations, their placeholders included', async () => {
  const { fetch, sent } = fakeFetch(ok([]))
  const client = createClient({ ...credentials, fetch, gateway: madeUp })
  await client.payments.create(invoice).catch(() => {})
  await client.rates.list({ currency: 'ETH' })
  await client.payments.listServices()
  const paths = sent.map(({ url }) => url.replace('https://pay.example/compat/cryptomus', ''))
  assert.deepEqual(paths, ['/v3/invoices', '/v3/rates/ETH', '/v1/payment/services'])
})

test('an operation that a gateway lacks is refused by name, and nothing is sent', async () => {
  const { fetch, sent } = fakeFetch(ok({}))
  for (const gateway of [madeUp, heleket]) {
    const client = createClient({ ...credentials, fetch, gateway })
    const error = await rejected('config', client.payments.markAsPaid({ uuid: 'u' }))
    assert.equal(error.message, `gateway ${gateway.id} has no payments.markAsPaid.`)
  }
  assert.equal(sent.length, 0)
})

test('a param that a gateway would ignore is refused by name: a part of a refund would become all of it', async () => {
  const { fetch, sent } = fakeFetch(ok([]))
  const refund = { uuid: 'u', address: 'TXinventedAddressOfNobody0000000000', is_subtract: true }
  const error = await rejected(
    'config',
    createClient({ ...credentials, fetch }).payments.refund({ ...refund, amount: '1' }),
  )
  assert.deepEqual([error.message, error.outcome], ['gateway cryptomus has no payments.refund.amount.', 'not_sent'])
  assert.equal(sent.length, 0)
  const smuggled = createClient({ ...credentials, fetch }).payments.refund(refund, { extra: { amount: '1' } })
  assert.equal((await rejected('config', smuggled)).message, error.message)
  const resend = createClient({ ...credentials, fetch, gateway: heleket }).payments.resendWebhook({ txid: 'ab12' })
  assert.equal((await rejected('config', resend)).message, 'gateway heleket has no payments.resendWebhook.txid.')
  assert.equal(sent.length, 0)
  await createClient({ ...credentials, fetch }).payments.refund({ ...refund, amount: undefined })
  await createClient({ ...credentials, fetch, gateway: heleket }).payments.refund({ ...refund, amount: '1' })
  assert.equal(sent.length, 2)
})

test('a gateway written before a member of it existed is used all the same', async () => {
  const { id, apiUrl } = madeUp
  const { fetch, sent } = fakeFetch(ok(paymentSample))
  await createClient({ ...credentials, fetch, gateway: { id, apiUrl } as Gateway }).payments.create(invoice)
  assert.equal(sent[0]?.url, `${apiUrl}/v1/payment`)
})

test('heleket resends a webhook under /v1, and its sandbox answers there', async () => {
  const { fetch, sent } = fakeFetch(ok([]))
  await createClient({ ...credentials, fetch, gateway: heleket }).payments.resendWebhook({ uuid: 'u' })
  await createClient({ ...credentials, fetch }).payments.resendWebhook({ uuid: 'u' })
  const paths = sent.map(({ url }) => new URL(url).pathname)
  assert.deepEqual(paths, ['/v1/payment/resend', '/v2/payment/resend'])
  const sandbox = createSandbox({ gateway: heleket })
  const client = createClient(sandbox.clientOptions)
  const { uuid } = await client.payments.create({ ...invoice, url_callback: 'https://shop.example/hook' })
  await sandbox.pay(uuid)
  await client.payments.resendWebhook({ uuid })
  assert.ok(sandbox.deliveries.length >= 2)
})

test('an operation may have the id of a member that every object inherits', async () => {
  const { fetch, sent } = fakeFetch(ok({}))
  const client = createClient({ ...credentials, fetch })
  for (const id of ['constructor', 'toString', '__proto__']) {
    await client.call(defineOperation({ ...getBalance, id, path: '/v1/own' }), {}).catch(() => {})
  }
  assert.deepEqual(
    sent.map(({ url }) => new URL(url).pathname),
    ['/v1/own', '/v1/own', '/v1/own'],
  )
})
