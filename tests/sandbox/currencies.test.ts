import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { SandboxCurrency } from '../../src/sandbox/types.ts'
import { balanceOf, openSandbox } from '../support/sandbox.ts'
import { thrown } from '../support/thrown.ts'

const pepe = { price: '0.00001', networks: ['eth', 'BSC'] }

test('a coin that was added can be paid in, paid out, listed and rated', async () => {
  const { sandbox, client } = openSandbox({ currencies: { pepe } })
  const params = { amount: '5', currency: 'USD', to_currency: 'PEPE', network: 'bsc', order_id: 'o' }
  const { uuid, payer_amount, network } = await client.payments.create(params)
  assert.deepEqual([payer_amount, network], ['500000.00000000', 'bsc'])
  await sandbox.pay(uuid)
  assert.equal(await balanceOf(client, 'PEPE'), '1000490000.00000000')
  await client.payouts.create({
    ...{ amount: '100000', currency: 'PEPE', network: 'ETH', order_id: 'p', address: 'T', is_subtract: true },
  })
  const services = (await client.payments.listServices()).filter(({ currency }) => currency === 'PEPE')
  assert.deepEqual(
    services.map((service) => [service.network, service.limit?.min_amount]),
    [
      ['eth', '50000.00000000'],
      ['bsc', '50000.00000000'],
    ],
  )
  const rates = await client.rates.list({ currency: 'pepe' })
  assert.equal(rates.find(({ to }) => to === 'USD')?.course, '0.00001000')
})

test('a fiat currency that was added prices invoices, and is no coin', async () => {
  const { client } = openSandbox({ currencies: { THB: { price: '0.028' } } })
  const invoice = { amount: '1000', currency: 'THB', to_currency: 'USDT', network: 'tron', order_id: 'o' }
  assert.equal((await client.payments.create(invoice)).payer_amount, '28.00000000')
  assert.equal(await balanceOf(client, 'THB'), undefined)
})

test('a known currency can be changed, and the others stay as they are', async () => {
  const { client } = openSandbox({ currencies: { BTC: { price: '100000', networks: ['btc', 'lightning'] } } })
  const rates = await client.rates.list({ currency: 'BTC' })
  assert.equal(rates.find(({ to }) => to === 'USD')?.course, '100000.00000000')
  assert.equal(await balanceOf(client, 'BTC'), '0.10000000')
  const plain = await openSandbox().client.rates.list({ currency: 'ETH' })
  const [eth, usual] = [await client.rates.list({ currency: 'ETH' }), plain].map((list) =>
    list.filter(({ to }) => to !== 'BTC'),
  )
  assert.deepEqual(eth, usual)
})

test('currencies of one sandbox are none of another', async () => {
  openSandbox({ currencies: { PEPE: pepe } })
  assert.deepEqual(await openSandbox().client.rates.list({ currency: 'PEPE' }), [])
})

const unusable: readonly (readonly [option: string, currencies: unknown])[] = [
  ['currencies', null],
  ['currencies', 'PEPE'],
  ['currencies.P', { P: pepe }],
  ['currencies.A B', { 'A B': pepe }],
  ['currencies.PEPE.price', { PEPE: null }],
  ['currencies.PEPE.price', { PEPE: { networks: ['eth'] } }],
  ['currencies.PEPE.price', { PEPE: { price: 0.25 } }],
  ['currencies.PEPE.price', { PEPE: { price: '0' } }],
  ['currencies.PEPE.price', { PEPE: { price: '-1' } }],
  ['currencies.PEPE.price', { PEPE: { price: '0.000000001' } }],
  ['currencies.PEPE.price', { PEPE: { price: 'much' } }],
  ['currencies.PEPE.networks', { PEPE: { price: '1', networks: [] } }],
  ['currencies.PEPE.networks', { PEPE: { price: '1', networks: 'eth' } }],
  ['currencies.PEPE.networks', { PEPE: { price: '1', networks: ['e t h'] } }],
  ['currencies.PEPE.network', { PEPE: { price: '1', network: 'eth' } }],
]

for (const [option, currencies] of unusable) {
  test(`${JSON.stringify(currencies)} is a config error about ${option}`, () => {
    const error = thrown('config', () =>
      createSandbox({ currencies: currencies as Readonly<Record<string, SandboxCurrency>> }),
    )
    assert.equal(error.option, option)
    assert.ok(error.message.startsWith(option), error.message)
  })
}
