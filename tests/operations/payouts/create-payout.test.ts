import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createPayout, fiatNeedsTarget } from '../../../src/operations/payouts/create-payout.ts'
import { payout, payoutSample } from '../../fixtures/payouts.ts'
import { rejected } from '../../support/rejected.ts'
import { runWith } from '../../support/run-with.ts'

test('a result of payouts.create goes through unchanged', async () => {
  assert.deepEqual(await runWith(createPayout, payout, payoutSample).promise, payoutSample)
})

const issue = {
  path: 'to_currency',
  message: 'is required with a fiat currency; it names the crypto currency that is sent',
}

test('a currency that cannot become a string is refused by its name, and nothing else is thrown', async () => {
  for (const currency of [Object.create(null), Symbol.iterator, {}]) {
    const { promise, sent } = runWith(createPayout, { ...payout, currency }, payoutSample)
    const error = await rejected('validation', promise)
    assert.deepEqual([error.issues.map(({ path }) => path), sent.length], [['currency'], 0])
  }
})

for (const currency of ['USD', 'eur', 'Kzt', 'VND']) {
  test(`a payout in ${currency} requires to_currency`, () => {
    assert.deepEqual(fiatNeedsTarget({ currency }), issue)
    assert.deepEqual(fiatNeedsTarget({ currency, to_currency: undefined }), issue)
    assert.equal(fiatNeedsTarget({ currency, to_currency: 'USDT' }), undefined)
  })
}

for (const currency of ['USDT', 'USDC', 'BTC', 'DAI', 'XUSD', 'USD ', '', undefined, null, 840, ['USD']]) {
  test(`a payout in ${JSON.stringify(currency)} is none in a fiat currency`, () => {
    assert.equal(fiatNeedsTarget({ currency }), undefined)
  })
}
