import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, callback, fixedRecurrence, openSandbox } from '../../support/sandbox.ts'

const create = async (params: object) =>
  (await ask(openSandbox().sandbox, '/v1/recurrence/create', { ...fixedRecurrence, ...params })).json.result

test('a recurrence in a fiat currency leaves open what the payer pays', async () => {
  const { uuid, ...result } = await create({ url_callback: callback })
  assert.match(uuid, /^[0-9a-f-]{36}$/)
  assert.deepEqual(result, {
    name: 'Monthly plan',
    order_id: 'recurrence-1',
    amount: '15',
    currency: 'USD',
    payer_currency: null,
    payer_amount_usd: '0.00',
    payer_amount: null,
    url_callback: callback,
    period: 'monthly',
    status: 'wait_accept',
    url: `https://pay.cryptomus.com/recurring/${uuid}`,
    last_pay_off: null,
  })
})

test('a fixed coin settles what the payer pays', async () => {
  const { payer_currency, payer_amount_usd, payer_amount } = await create({ to_currency: 'BTC' })
  assert.deepEqual([payer_currency, payer_amount_usd, payer_amount], ['BTC', '15.00', '0.00025000'])
  const own = await create({ currency: 'usdt', amount: '7.5' })
  assert.deepEqual([own.payer_currency, own.payer_amount_usd, own.payer_amount], ['USDT', '7.50', '7.50000000'])
})

test('the days of a discount are text, and it does not end before it began', async () => {
  const result = await create({ discount_days: 30, discount_amount: '5.00' })
  const { discount_days, discount_amount, end_of_discount } = result
  assert.deepEqual([discount_days, discount_amount, end_of_discount], ['30', '5.00', null])
  const names = Object.keys(result)
  assert.deepEqual(names.slice(names.indexOf('url_callback') + 1, names.indexOf('period')), [
    'discount_days',
    'discount_amount',
    'end_of_discount',
  ])
})

test('a note is repeated where one was given', async () => {
  assert.equal((await create({ additional_data: 'a note' })).additional_data, 'a note')
})
