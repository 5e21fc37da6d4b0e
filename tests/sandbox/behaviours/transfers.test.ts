import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, openSandbox } from '../../tools/sandbox.ts'

const body = { amount: '100', currency: 'USDT' }

test('a transfer is answered as documented, with balances as strings', async () => {
  const { sandbox } = openSandbox()
  const apiKey = sandbox.clientOptions.payoutApiKey
  const { status, json } = await ask(sandbox, '/v1/transfer/to-personal', body, { apiKey })
  assert.equal(status, 200)
  assert.deepEqual(Object.keys(json.result), [
    'user_wallet_transaction_uuid',
    'user_wallet_balance',
    'merchant_transaction_uuid',
    'merchant_balance',
  ])
  const back = await ask(sandbox, '/v1/transfer/to-business', body, { apiKey })
  assert.equal(back.json.result.merchant_balance, '10000.00000000')
})

test('transfers are signed with the payout key', async () => {
  const { sandbox } = openSandbox()
  for (const path of ['/v1/transfer/to-personal', '/v1/transfer/to-business']) {
    assert.equal((await ask(sandbox, path, body)).status, 401, path)
  }
})
