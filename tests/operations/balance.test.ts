import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getBalance } from '../../src/operations/balance.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { rejected } from '../support/rejected.ts'
import { runWith } from '../support/run-with.ts'

test('balances go through unchanged: a list of one entry, as the gateway shapes it', async () => {
  const { sent, promise } = runWith(getBalance, {}, balanceSample)
  assert.deepEqual(await promise, balanceSample)
  assert.ok(!('body' in sent[0]!))
})

test('balances that come as numbers become decimal strings', async () => {
  const [entry] = balanceSample
  const wallet = { uuid: '2f0c', balance: 12.5, currency_code: 'USDT', balance_usd: 12.49 }
  const drifted = [{ balance: { ...entry?.balance, merchant: [wallet] } }]
  const coerced = [{ balance: { ...entry?.balance, merchant: [{ ...wallet, balance: '12.5', balance_usd: '12.49' }] } }]
  assert.deepEqual(await runWith(getBalance, {}, drifted).promise, coerced)
})

test('what is odd in the balances is passed on as it came, and the rest is read', async () => {
  const wallet = { uuid: '2f0c', balance: 12.5, currency_code: 'USDT' }
  const read = { ...wallet, balance: '12.5' }
  const pairs = [
    [
      { merchant: [wallet], user: null },
      { merchant: [read], user: null },
    ],
    [{ merchant: [wallet] }, { merchant: [read] }],
    [
      { merchant: [null, wallet, 'none'], user: {} },
      { merchant: [null, read, 'none'], user: {} },
    ],
    [
      { merchant: null, user: [wallet] },
      { merchant: null, user: [read] },
    ],
    [{}, {}],
    [null, null],
  ] as const
  for (const [came, expected] of pairs) {
    const { promise } = runWith(getBalance, {}, [{ balance: came }, null, 'none', { balance: { user: [wallet] } }])
    assert.deepEqual(await promise, [{ balance: expected }, null, 'none', { balance: { user: [read] } }])
  }
})

for (const bad of [{}, null, 'none', { balance: { merchant: [], user: [] } }]) {
  test(`${JSON.stringify(bad)} is not read as balances`, async () => {
    const error = await rejected('response', runWith(getBalance, {}, bad).promise)
    assert.match(error.message, /balance\.get got an answer that is not the gateway's/)
    assert.deepEqual([error.outcome, error.retryable], ['unknown', true])
  })
}
