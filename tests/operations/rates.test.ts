import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listRates } from '../../src/operations/rates.ts'
import { rateSample } from '../fixtures/rates.ts'
import { checkReading } from '../support/check-reading.ts'
import { runWith } from '../support/run-with.ts'

checkReading('a rate', listRates.result, {
  sample: rateSample,
  within: (record) => [record],
  drift: [
    [{ course: 3120.45 }, { course: '3120.45' }],
    [{ course: 1e-9 }, { course: '0.000000001' }],
    [{ source: 'Binance' }, { source: 'Binance' }],
  ],
})

test('the currency travels in the path, and nothing is signed', async () => {
  const { sent, promise } = runWith(listRates, { currency: 'ETH' }, [rateSample])
  assert.deepEqual(await promise, [rateSample])
  assert.equal(sent[0]?.url, 'https://api.cryptomus.com/v1/exchange-rate/ETH/list')
  assert.equal(sent[0]?.method, 'GET')
  assert.ok(!('body' in sent[0]! || 'sign' in sent[0].headers))
})

test('a currency without rates has an empty list of them', async () => {
  assert.deepEqual(await runWith(listRates, { currency: 'ETH' }, []).promise, [])
})
