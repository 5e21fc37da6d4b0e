import assert from 'node:assert/strict'
import { test } from 'node:test'
import { renderWallet } from '../../../src/sandbox/wallets/wallet.ts'
import { createMarket } from '../../../src/sandbox/world/market.ts'
import { fixedWallet } from '../../support/sandbox.ts'

test('a wallet is answered as documented, with the order_id that live answers add', () => {
  const wallet = {
    uuid: 'u-1',
    params: fixedWallet,
    createdAt: 0,
    currency: 'USDT',
    network: 'tron',
    address: 'sandbox-tron-1',
    incoming: 'credited',
    held: 0n,
    isRefunded: false,
  } as const
  assert.deepEqual(renderWallet({ market: createMarket() }, wallet, 'https://pay.cryptomus.com'), {
    wallet_uuid: '5a9db0c5-0000-4000-8001-000000000000',
    uuid: 'u-1',
    address: 'sandbox-tron-1',
    network: 'tron',
    currency: 'USDT',
    url: 'https://pay.cryptomus.com/wallet/u-1',
    order_id: 'wallet-1',
  })
})
