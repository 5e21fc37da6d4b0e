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

for (const bad of [{}, [{}], [{ balance: {} }], [{ balance: { merchant: [] } }], null, [null]]) {
  test(`${JSON.stringify(bad)} is not read as balances`, async () => {
    const error = await rejected('response', runWith(getBalance, {}, bad).promise)
    assert.match(error.message, /balance\.get got an answer that is not the gateway's/)
    assert.deepEqual([error.outcome, error.retryable], ['unknown', true])
  })
}
