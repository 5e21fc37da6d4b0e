import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../tools/rejected.ts'
import { ask, openSandbox } from '../../tools/sandbox.ts'

const set = '/v1/payment/discount/set'
const list = '/v1/payment/discount/list'

test('setting a discount answers with text where listing has a number', async () => {
  const { sandbox } = openSandbox()
  const answered = await ask(sandbox, set, { currency: 'usdt', network: 'TRON', discount_percent: -10 })
  assert.deepEqual(answered.json, { state: 0, result: { currency: 'USDT', network: 'tron', discount: '-10' } })
  const listed = await ask(sandbox, list, {})
  assert.deepEqual(listed.json, { state: 0, result: [{ currency: 'USDT', network: 'tron', discount: -10 }] })
})

test('the client reads a number from both', async () => {
  const { client } = openSandbox()
  const discount = await client.discounts.set({ currency: 'BTC', network: 'btc', discount_percent: 5 })
  assert.equal(discount.discount, 5)
  assert.deepEqual(await client.discounts.list(), [discount])
})

test('each coin and network has one discount, and nothing is listed before one is set', async () => {
  const { client } = openSandbox()
  assert.deepEqual(await client.discounts.list(), [])
  for (const [network, discount_percent] of [
    ['tron', 5],
    ['bsc', 3],
    ['tron', 0],
  ] as const) {
    await client.discounts.set({ currency: 'USDT', network, discount_percent })
  }
  const listed = (await client.discounts.list()).map(({ network, discount }) => [network, discount])
  assert.deepEqual(listed, [
    ['tron', 0],
    ['bsc', 3],
  ])
})

test('a coin or network that nobody knows is named as it was asked for', async () => {
  const { client } = openSandbox()
  for (const [currency, network] of [
    ['BUSD', 'bsc'],
    ['USDT', 'btc'],
    ['usd', 'tron'],
  ] as const) {
    const error = await rejected('api', client.discounts.set({ currency, network, discount_percent: 1 }))
    assert.equal(error.gatewayMessage, `The service ${currency} ${network} was not found`)
  }
  assert.deepEqual(await client.discounts.list(), [])
})
