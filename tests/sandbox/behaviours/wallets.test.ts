import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toldBy } from '../../tools/sandbox.ts'
import { openWallet } from '../../tools/wallets.ts'

test('a static wallet is topped up, blocked and refunded', async () => {
  const { sandbox, client, wallet, uuid, balance } = await openWallet()
  assert.equal(wallet.url, `https://pay.cryptomus.com/wallet/${uuid}`)
  await sandbox.deposit(uuid, { amount: '100' })
  await client.wallets.block({ uuid })
  await sandbox.deposit(uuid, { amount: '50' })
  const refund = await client.wallets.refundBlocked({ uuid, address: 'TXnobody00000' })
  assert.deepEqual(refund, { commission: '1.00000000', amount: '49.00000000' })
  assert.equal(await balance(), '10098.00000000')
  assert.equal(toldBy(sandbox).length, 1)
  assert.match((await client.wallets.createQr({ wallet_address_uuid: uuid })).image, /^data:image\/png;base64,/)
})
