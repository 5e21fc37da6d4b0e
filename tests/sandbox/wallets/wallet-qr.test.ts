import assert from 'node:assert/strict'
import { test } from 'node:test'
import { qrImage } from '../../../src/sandbox/world/qr-image.ts'
import { rejected } from '../../tools/rejected.ts'
import { openWallet } from '../../tools/wallets.ts'

test('shows the address of a wallet', async () => {
  const { client, wallet } = await openWallet()
  const { image } = await client.wallets.createQr({ wallet_address_uuid: wallet.uuid })
  assert.equal(image, qrImage(wallet.address))
})

test('a wallet that does not exist is refused, as wire.notFoundStatus says', async () => {
  const { client } = await openWallet({}, { wire: { notFoundStatus: 404 } })
  const error = await rejected('api', client.wallets.createQr({ wallet_address_uuid: 'nobody' }))
  assert.deepEqual([error.status, error.gatewayMessage], [404, 'Wallet not found'])
})
