import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayout, fiatNeedsTarget } from '../../../src/operations/payouts/create-payout.ts'
import { payout, payoutSample } from '../../fixtures/payouts.ts'
import { runWith } from '../../support/run-with.ts'

test('a result of payouts.create goes through unchanged', async () => {
  assert.deepEqual(await runWith(createPayout, payout, payoutSample).promise, payoutSample)
})

const issue = {
  path: 'to_currency',
  message: 'is required with a fiat currency; it names the crypto currency that is sent',
}

for (const currency of ['USD', 'eur', 'Kzt', 'VND']) {
  test(`a payout in ${currency} requires to_currency`, () => {
    assert.deepEqual(fiatNeedsTarget({ currency }), issue)
    assert.deepEqual(fiatNeedsTarget({ currency, to_currency: undefined }), issue)
    assert.equal(fiatNeedsTarget({ currency, to_currency: 'USDT' }), undefined)
  })
}

for (const currency of ['USDT', 'USDC', 'BTC', 'DAI', 'XUSD', 'USD ', '', undefined, null, 840]) {
  test(`a payout in ${JSON.stringify(currency)} is none in a fiat currency`, () => {
    assert.equal(fiatNeedsTarget({ currency }), undefined)
  })
}
