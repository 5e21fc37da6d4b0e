import type { ExamplesOf } from './types.ts'

const uuid = '8b3e5f70-1c2d-4a9b-b6e4-0f1a2b3c4d5e'

/** Static wallets. */
export const walletExamples: ExamplesOf<'wallets'> = {
  'wallets.create': {
    endpoint: 'POST /v1/wallet',
    key: 'payment',
    params: { currency: 'USDT', network: 'tron', order_id: 'wallet-1', url_callback: 'https://shop.example/hook' },
    answer: {
      wallet_uuid: '2f0c6b1d-7e8a-4b59-a3c2-d1e0f9a8b7c6',
      uuid,
      address: 'TXinventedAddressOfAWallet00000000',
      network: 'tron',
      currency: 'USDT',
      url: `https://pay.cryptomus.com/wallet/${uuid}`,
    },
  },
  'wallets.block': {
    endpoint: 'POST /v1/wallet/block-address',
    key: 'payment',
    params: { order_id: 'wallet-1', is_force_refund: false },
    answer: { uuid, status: 'blocked' },
  },
  'wallets.refundBlocked': {
    endpoint: 'POST /v1/wallet/blocked-address-refund',
    key: 'payment',
    params: { uuid, address: 'TXinventedAddressOfNobody0000000000' },
    answer: { commission: '1.00000000', amount: '24.00000000' },
  },
  'wallets.createQr': {
    endpoint: 'POST /v1/wallet/qr',
    key: 'payment',
    params: { wallet_address_uuid: uuid },
    answer: { image: 'data:image/png;base64,iVBORw0KGgo=' },
  },
}
