import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { cryptomus } from '../../src/gateways/gateways.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { SandboxOptions } from '../../src/sandbox/types.ts'
import { memberOf, operations } from '../support/operations.ts'
import { rejected } from '../support/rejected.ts'
import { fixedInvoice, fixedPayout, fixedWallet, openSandbox, openWallet, startAt } from '../support/sandbox.ts'
import { thrown } from '../support/thrown.ts'

/** Uses everything that a sandbox can do, and hands out all that it said. */
async function liveThrough(options: SandboxOptions = {}) {
  const { sandbox, client } = openSandbox(options)
  const invoice = await client.payments.create(fixedInvoice)
  const open = await client.payments.create({ amount: '30', currency: 'EUR', order_id: 'order-2' })
  await sandbox.pay(invoice.uuid)
  await sandbox.pay(open.uuid, { currency: 'TON' })
  const payout = await client.payouts.create(fixedPayout)
  const wallet = await client.wallets.create(fixedWallet)
  await sandbox.deposit(wallet.uuid, { amount: '5' })
  await client.payments.refund({ uuid: open.uuid, address: payout.address, is_subtract: true })
  await sandbox.advance(3_600_000)
  const said = {
    invoice,
    open,
    payout,
    wallet,
    paid: await client.payments.get({ uuid: invoice.uuid }),
    payments: await client.payments.list(),
    paymentServices: await client.payments.listServices(),
    sent: await client.payouts.get({ uuid: payout.uuid }),
    payouts: await client.payouts.list(),
    payoutServices: await client.payouts.listServices(),
    balance: await client.balance.get(),
    deliveries: sandbox.deliveries,
  }
  return JSON.stringify(said)
}

for (const { id, group, member, operation, fixture } of operations) {
  test(`a client of the sandbox can call ${id}`, async () => {
    const { sandbox, client } = openSandbox({ gateway: { ...cryptomus, unsupported: [] } })
    const params = (await fixture.inSandbox?.({ client, sandbox })) ?? fixture.example.params
    const { fetch } = sandbox.clientOptions
    const called: string[] = []
    const counting: typeof fetch = (url, init) => {
      called.push(`${init.method} ${new URL(url).pathname}`)
      return fetch(url, init)
    }
    await memberOf(createClient({ ...sandbox.clientOptions, fetch: counting }), group, member)(params)
    const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => String(Object(params)[name]))
    assert.deepEqual(called, [`${operation.method} ${path}`])
  })
}

test('an invoice is answered with money as strings, dates at +03:00 and the expiry in seconds', async () => {
  const { client } = openSandbox()
  const payment = await client.payments.create(fixedInvoice)
  const { amount, payer_amount, discount, merchant_amount, created_at, updated_at, expired_at } = payment
  assert.deepEqual([amount, payer_amount, discount], ['20.00', '20.00000000', '0.00000000'])
  assert.deepEqual([merchant_amount, payment.commission], ['19.60000000', '0.40000000'])
  assert.deepEqual([created_at, updated_at], Array(2).fill('2026-05-01T10:00:00+03:00'))
  assert.equal(expired_at, startAt / 1000 + 3600)
  assert.match(payment.address ?? '', /^sandbox-tron-/)
  assert.equal(payment.url, `https://pay.cryptomus.com/pay/${payment.uuid}`)
})

test('the same seed and start tell the same story, byte for byte', async () => {
  assert.equal(await liveThrough({ seed: 7 }), await liveThrough({ seed: 7 }))
  assert.notEqual(await liveThrough({ seed: 7 }), await liveThrough({ seed: 8 }))
})

test('two sandboxes share nothing', async () => {
  const [one, two] = [openSandbox(), openSandbox()]
  const { uuid } = await one.client.payments.create(fixedInvoice)
  await one.sandbox.pay(uuid)
  await one.sandbox.advance(1000)
  assert.equal(two.sandbox.now(), startAt)
  assert.deepEqual([two.sandbox.deliveries.length, (await two.client.payments.list()).items.length], [0, 0])
  const [account] = await two.client.balance.get()
  assert.equal(account?.balance.merchant[0]?.balance, '10000.00000000')
  await assert.rejects(two.sandbox.pay(uuid), /names no invoice/)
})

test('a deposit resolves when its webhook has been delivered', async () => {
  const received: string[] = []
  const deliver = async (request: { readonly url: string }) => {
    received.push(request.url)
    return new Response()
  }
  const { sandbox, uuid } = await openWallet({}, { deliver })
  await sandbox.deposit(uuid, { amount: '5' })
  assert.deepEqual(received, [fixedWallet.url_callback])
})

test('the clock stands still until it is advanced', async () => {
  const { sandbox, client } = openSandbox()
  await client.payments.create(fixedInvoice)
  assert.equal(sandbox.now(), startAt)
})

test('the clock starts now when nothing is said', (t) => {
  t.mock.timers.enable({ apis: ['Date'], now: 1_000_000 })
  assert.equal(createSandbox().now(), 1_000_000)
})

test('its options are those of a client, frozen', () => {
  const { clientOptions } = createSandbox({ merchantId: 'm-1', apiKey: 'key-1', payoutApiKey: 'key-2' })
  const { merchantId, apiKey, payoutApiKey, gateway } = clientOptions
  assert.deepEqual([merchantId, apiKey, payoutApiKey, gateway.id], ['m-1', 'key-1', 'key-2', 'cryptomus'])
  assert.ok(Object.isFrozen(clientOptions))
})

test('a sandbox is a plain frozen object whose functions need no this', async () => {
  const sandbox = createSandbox({ startAt })
  assert.ok(Object.isFrozen(sandbox))
  assert.equal(Object.getPrototypeOf(sandbox), Object.prototype)
  const { advance, now } = sandbox
  await advance(5)
  assert.equal(now(), startAt + 5)
})

test('a sandbox can play heleket', async () => {
  const { client } = openSandbox({ gateway: 'heleket' })
  const { url, uuid } = await client.payments.create(fixedInvoice)
  assert.equal(url, `https://pay.heleket.com/pay/${uuid}`)
})

test('its fetch finds headers in any case, and takes a request without a body', async () => {
  const { sandbox } = openSandbox()
  const { fetch } = sandbox.clientOptions
  const headers = { Merchant: 'nobody', SIGN: 'x' }
  const url = 'https://api.cryptomus.com/v1/payment/services'
  const response = await fetch(url, { method: 'POST', headers, redirect: 'manual' })
  assert.equal(response.status, 401)
})

test('a delivery cannot be changed by who looks at it', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  assert.ok(Object.isFrozen(sandbox.deliveries[0]))
})

test('unusable options are config errors that name them', () => {
  const unusable = [{ startAt: Number.NaN }, { apiKey: ' ' }, { payoutApiKey: '' }, { historyLimit: -1 }, { sed: 1 }]
  for (const options of unusable) {
    const error = thrown('config', () => createSandbox(options as SandboxOptions))
    assert.equal(error.option, Object.keys(options)[0])
  }
  const error = thrown('config', () => createSandbox({ wire: { payoutMs: -1 } }))
  assert.equal(error.option, 'wire.payoutMs')
})

test('its fetch takes a request without any headers for a stranger', async () => {
  const { fetch } = openSandbox().sandbox.clientOptions
  const response = await fetch('https://api.cryptomus.com/v1/balance', {
    method: 'POST',
    headers: {},
    redirect: 'manual',
  })
  assert.equal(response.status, 401)
})

test('the clock cannot be advanced by what is no time', async () => {
  const { sandbox } = openSandbox()
  for (const ms of [-1, Number.NaN, Number.POSITIVE_INFINITY, '5' as never]) {
    const error = await rejected('validation', sandbox.advance(ms))
    assert.equal(error.issues[0]?.path, 'ms')
  }
  assert.equal(sandbox.now(), startAt)
})

test('a mistyped option of a payment, a top-up or a payout is refused, and nothing happens', async () => {
  const { sandbox, client, uuid: wallet } = await openWallet()
  const { uuid: payment } = await client.payments.create(fixedInvoice)
  const { uuid: payout } = await client.payouts.create(fixedPayout)
  const before = sandbox.save()
  const attempts: readonly (readonly [path: string, attempt: Promise<void>])[] = [
    ['ammount', sandbox.pay(payment, { ammount: '5' } as object)],
    ['options', sandbox.pay(payment, null as never)],
    ['amout', sandbox.deposit(wallet, { amount: '5', amout: '6' } as { amount: string })],
    ['options', sandbox.deposit(wallet, undefined as never)],
    ['is_final', sandbox.settlePayout(payout, 'fail', { is_final: false } as object)],
    ['isFinal', sandbox.settlePayout(payout, 'fail', { isFinal: 'no' } as object)],
  ]
  for (const [path, attempt] of attempts) {
    const { issues, message } = await rejected('validation', attempt)
    assert.equal(issues[0]?.path, path, message)
  }
  assert.equal(sandbox.save(), before)
})
