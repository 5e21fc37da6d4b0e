import assert from 'node:assert/strict'
import { test } from 'node:test'
import { walletId } from '../../../src/sandbox/world/wallet-id.ts'
import { openSandbox } from '../../tools/sandbox.ts'

for (const [account, name] of [
  ['merchant', 'merchant'],
  ['personal', 'user'],
] as const) {
  test(`is the uuid that the ${name} balance shows`, async () => {
    const [entry] = await openSandbox().client.balance.get()
    for (const { uuid, currency_code } of entry?.balance[name] ?? assert.fail()) {
      assert.equal(walletId(account, currency_code), uuid)
    }
  })
}

test('no two wallets share one', () => {
  assert.equal(walletId('merchant', 'USDT'), '5a9db0c5-0000-4000-8001-000000000000')
  assert.equal(walletId('personal', 'USDT'), '5a9db0c5-0000-4000-8002-000000000000')
})
