import assert from 'node:assert/strict'
import { test } from 'node:test'
import { currencies } from '../../../src/sandbox/world/market.ts'
import { openSandbox } from '../../tools/sandbox.ts'

test('a currency is worth something in every other one, with eight decimals', async () => {
  const { client } = openSandbox()
  const rates = await client.rates.list({ currency: 'eth' })
  assert.deepEqual(
    rates.map(({ to }) => to),
    currencies.filter((code) => code !== 'ETH'),
  )
  const courses = Object.fromEntries(rates.map(({ to, course }) => [to, course]))
  assert.deepEqual([courses.USD, courses.BTC, courses.RUB], ['3000.00000000', '0.05000000', '240000.00000000'])
  assert.ok(rates.every(({ from, course, source }) => from === 'ETH' && Number(course) > 0 && source === undefined))
})

test('a fiat currency has rates, too', async () => {
  const rates = await openSandbox().client.rates.list({ currency: 'EUR' })
  assert.equal(rates.find(({ to }) => to === 'USD')?.course, '1.10000000')
})

test('a currency that nobody knows has none', async () => {
  assert.deepEqual(await openSandbox().client.rates.list({ currency: 'NOPE' }), [])
})

test('heleket names where a rate comes from', async () => {
  const [rate] = await openSandbox({ gateway: 'heleket' }).client.rates.list({ currency: 'ETH' })
  assert.deepEqual(rate, { from: 'ETH', to: 'USDT', course: '3000.00000000', source: 'sandbox' })
})

test('rates need no merchant, no key and no sign', async () => {
  const { sandbox } = openSandbox()
  const url = 'https://api.cryptomus.com/v1/exchange-rate/ETH/list'
  const response = await sandbox.handle({ method: 'GET', url, headers: new Headers(), text: async () => '' })
  const { state, result } = (await response.json()) as { state: number; result: readonly object[] }
  assert.deepEqual([response.status, state, result.length], [200, 0, currencies.length - 1])
})
