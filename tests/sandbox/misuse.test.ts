import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import type { Sandbox } from '../../src/sandbox/types.ts'
import { openShop, send } from '../support/documented.ts'

const address = 'TXinventedAddressOfNobody0000000000'
const common = { currency: 'USDT', network: 'tron' }

/** A sandbox with one record of each kind. */
async function open() {
  const { sandbox, ask } = openShop()
  const invoice = await ask('POST /v1/payment', { ...common, amount: '20', order_id: 'order-1' })
  const wallet = await ask('POST /v1/wallet', { ...common, order_id: 'wallet-1' })
  const payout = await ask('POST /v1/payout', { ...common, amount: '5', order_id: 'p-1', address, is_subtract: true })
  const plan = { amount: '15', currency: 'USD', name: 'Gold plan', period: 'monthly' }
  const { uuid: recurrence = '' } = await ask('POST /v1/recurrence/create', plan)
  return {
    sandbox,
    ids: { invoice: invoice.uuid ?? '', wallet: wallet.uuid ?? '', payout: payout.uuid ?? '', recurrence },
  }
}

type Ids = Awaited<ReturnType<typeof open>>['ids']

/** Calls with something wrong, and what the error says. */
const misuses: readonly (readonly [
  name: string,
  call: (sandbox: Sandbox, ids: Ids) => unknown,
  path: string,
  message: RegExp,
])[] = [
  [
    'a misspelt option of pay',
    ({ pay }, { invoice }) => pay(invoice, { amout: '5' } as never),
    'amout',
    /did you mean amount\?/,
  ],
  [
    'an amount in place of the options of pay',
    ({ pay }, { invoice }) => pay(invoice, '5' as never),
    'options',
    /an object/,
  ],
  ['options of pay that are null', ({ pay }, { invoice }) => pay(invoice, null as never), 'options', /an object/],
  [
    'a currency that is no text',
    ({ pay }, { invoice }) => pay(invoice, { currency: 5 } as never),
    'currency',
    /a string/,
  ],
  ['an empty txid', ({ pay }, { invoice }) => pay(invoice, { txid: '' }), 'txid', /a string that is not empty/],
  ['a deposit of nothing', ({ deposit }, { wallet }) => deposit(wallet, undefined as never), 'options', /an object/],
  [
    'a misspelt option of deposit',
    ({ deposit }, { wallet }) => deposit(wallet, { amount: '5', txId: 'a' } as never),
    'txId',
    /did you mean txid\?/,
  ],
  [
    'a misspelt option of settlePayout',
    ({ settlePayout }, { payout }) => settlePayout(payout, 'fail', { final: false } as never),
    'final',
    /is not known/,
  ],
  ['no status', ({ setStatus }, { invoice }) => setStatus(invoice, undefined as never), 'status', /is not known/],
  [
    'no status of a payout',
    ({ setStatus }, { payout }) => setStatus(payout, undefined as never),
    'status',
    /is not known/,
  ],
  [
    'no status of a recurring payment',
    ({ setStatus }, { recurrence }) => setStatus(recurrence, undefined as never),
    'status',
    /is not known/,
  ],
  [
    'an inherited name as status',
    ({ setStatus }, { payout }) => setStatus(payout, 'constructor'),
    'status',
    /is not known/,
  ],
  [
    'a reason that is no text',
    ({ setStatus }, { payout }) => setStatus(payout, 'fail', { failReason: 5 } as never),
    'failReason',
    /a string/,
  ],
]

for (const [name, call, path, message] of misuses) {
  test(`${name} is a validation error that names it, and nothing happens`, async () => {
    const { sandbox, ids } = await open()
    const before = sandbox.save()
    await assert.rejects(
      async () => call(sandbox, ids),
      (error) => {
        assert.ok(isCryptomusError(error, 'validation'))
        assert.equal(error.issues[0]?.path, path)
        assert.match(error.issues[0]?.message ?? '', message)
        return true
      },
    )
    assert.equal(sandbox.save(), before)
  })
}

for (const flag of ['constructor', '__proto__', 'toString', 'yes', '2', [], {}]) {
  test(`${JSON.stringify(flag)} is no flag`, async () => {
    const { sandbox } = openShop()
    const params = { ...common, amount: '5', order_id: 'p-1', address, is_subtract: flag }
    const { json } = await send(sandbox, 'POST /v1/payout', JSON.stringify(params))
    assert.deepEqual(json, { state: 1, errors: { is_subtract: ['validation.boolean'] } })
  })
}

for (const url of ['localhost:3000/hook', 'shop.example/hook', '/webhooks', 'mailto:a@shop.example']) {
  test(`${url} is no url_callback, because it names no host`, async () => {
    const { sandbox } = openShop()
    const params = { ...common, amount: '20', order_id: 'order-1', url_callback: url }
    const { json } = await send(sandbox, 'POST /v1/payment', JSON.stringify(params))
    assert.deepEqual(json, { state: 1, errors: { url_callback: ['validation.url'] } })
  })
}
