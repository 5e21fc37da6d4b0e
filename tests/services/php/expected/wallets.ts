import type { GatewayId } from '../../../../src/env.ts'
import { accepted, image, invalid, noId, refused, required, rows, someRule, type Table } from './answers.ts'
import { absent, decimal, text, uuid, type Wanted } from './matching.ts'

const wallet = (fields: { readonly [name: string]: Wanted }) =>
  accepted({ wallet_uuid: uuid, uuid, order_id: text, address: text, url: /\/wallet\/[\da-f-]{36}$/, ...fields })

const tron = { currency: 'USDT', network: 'tron' }
const blocked = accepted({ uuid, status: 'blocked' })
const once = refused('You can withdraw only once')

/** What is expected of scenario/wallets.php. */
export const walletRows = (gateway: GatewayId): Table => ({
  ...rows(
    ['wallet on a network in upper case', 'wallet of a known order_id'],
    wallet({ ...tron, order_id: 'кошелёк_1' }),
  ),
  'wallet without a url': wallet({ currency: 'BTC', network: 'btc' }),
  'QR of a wallet': image,
  'QR of a wallet, as the SDKs of Heleket ask': image,
  ...rows(['wallet wallet-held', 'wallet wallet-other'], wallet(tron)),
  'block with both: order_id wins': blocked,
  'blocked refund of nothing': refused('Nothing to withdraw'),
  'blocked refund with both: uuid wins': accepted({ commission: decimal, amount: decimal }),
  'blocked refund, a second time': once,
  'blocked refund of an unknown wallet': refused('Not found'),
  'blocked refund without params': invalid({ address: required }),
  'block with refund': blocked,
  'blocked refund of what went back': once,
  ...(gateway === 'heleket'
    ? {
        'wallet wallet-sdk': wallet(tron),
        'block with refund, as the SDKs of Heleket ask': blocked,
        'blocked refund of what went back as the SDKs of Heleket ask': once,
      }
    : {}),
  // Documented without a message.
  'block of an unknown wallet': { status: 422, body: { state: 1, message: absent, errors: absent } },
  'block by an order_id of 33 characters': invalid({ order_id: someRule }),
  'block without an id': noId,
  'wallet without params': invalid({ currency: required, network: required, order_id: required }),
  'wallet of no service': refused('The service was not found'),
  'wallet with a space in order_id': invalid({ order_id: someRule }),
})
