import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayout } from '../../../src/operations/payouts/create-payout.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { payout, payoutSample } from '../../tools/samples.ts'

const letters = (length: number) => 'x'.repeat(length)

checkParams(createPayout, {
  valid: payout,
  result: payoutSample,
  accepted: [
    {},
    { amount: '0.00000001' },
    { order_id: 'a' },
    { order_id: letters(32) },
    { address: 'x' },
    { address: letters(255) },
    { is_subtract: false },
    { network: undefined },
    { url_callback: 'https://shop.example/payouts' },
    { url_callback: 'http://[::1]:8080/' },
    { currency: 'USD', to_currency: 'USDT', course_source: 'BinanceP2p' },
    { from_currency: 'USDT' },
    { priority: 'high' },
    { priority: 'recommended' },
    { priority: 'fastest' },
    { memo: 'x' },
    { memo: letters(30) },
  ],
  refused: [
    [{ amount: 7 }, 'amount', /not a number, which loses digits/],
    [{ amount: '0' }, 'amount', /above zero/],
    [{ amount: undefined }, 'amount', /is required/],
    [{ currency: undefined }, 'currency', /is required/],
    [{ order_id: undefined }, 'order_id', /is required/],
    [{ order_id: '' }, 'order_id', /1 to 32/],
    [{ order_id: letters(33) }, 'order_id', /1 to 32.*could not be looked up again/],
    [{ order_id: 'a.b' }, 'order_id', /letters, digits/],
    [{ address: undefined }, 'address', /is required/],
    [{ address: '' }, 'address', /1 to 255 characters/],
    [{ address: letters(256) }, 'address', /1 to 255 characters/],
    [{ is_subtract: undefined }, 'is_subtract', /is required/],
    [{ is_subtract: '1' }, 'is_subtract', /true or false/],
    [{ is_subtract: 0 }, 'is_subtract', /true or false/],
    [{ network: 'tron trc20' }, 'network', /code like/],
    [{ url_callback: 'http://shop.example/' }, 'url_callback', /loopback only/],
    [{ url_callback: 'https' }, 'url_callback', /6 to 255/],
    [{ to_currency: 5 }, 'to_currency', /code like/],
    [{ course_source: 'abc' }, 'course_source', /4 to 20/],
    [{ from_currency: 'BTC' }, 'from_currency', /"USDT" or left out/],
    [{ from_currency: 'usdt' }, 'from_currency', /"USDT"/],
    [{ priority: 'low' }, 'priority', /4 to 11/],
    [{ priority: letters(12) }, 'priority', /4 to 11/],
    [{ memo: '' }, 'memo', /1 to 30/],
    [{ memo: letters(31) }, 'memo', /1 to 30/],
    [{ memo: 12_345 }, 'memo', /string of 1 to 30/],
    [{ is_substract: true }, 'is_substract', /did you mean is_subtract\?/],
    [{ adress: 'x' }, 'adress', /did you mean address\?/],
    [{ lifetime: 300 }, 'lifetime', /is not known/],
    [{ timeoutMs: 1 }, 'timeoutMs', /second argument/],
  ],
})

test('an answer to payouts.create goes through unchanged', async () => {
  assert.deepEqual(await runWith(createPayout, payout, payoutSample).promise, payoutSample)
})
