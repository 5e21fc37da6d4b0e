import assert from 'node:assert/strict'
import { test } from 'node:test'
import { merchantWalletId } from '../../../src/sandbox/world/merchant-wallet-id.ts'
import { openSandbox } from '../../tools/sandbox.ts'

test("is the uuid that the merchant's balance shows", async () => {
  const [account] = await openSandbox().client.balance.get()
  for (const { uuid, currency_code } of account?.balance.merchant ?? assert.fail()) {
    assert.equal(merchantWalletId(currency_code), uuid)
  }
})
