import type { GatewayId } from '../../../../src/env.ts'
import { accepted, invalid, invalidSign, noParams, refused, required, rows, type Table } from './answers.ts'
import { anything, decimal, listOf, text, uuid, whole } from './matching.ts'

const wallets = listOf({ uuid, balance: decimal, currency_code: /^[A-Z]+$/ })

const rates = (gateway: GatewayId, from: string) =>
  accepted(listOf({ from, to: text, course: /^\d+\.\d{8}$/, source: gateway === 'heleket' ? text : anything }))

/** What is expected of scenario/account.php. */
export const accountRows = (gateway: GatewayId): Table => ({
  ...rows(
    noParams.map((body) => `balance with the body ${body}`),
    accepted([{ balance: { merchant: wallets, user: wallets } }]),
  ),
  'balance signed with another key': invalidSign,
  rates: rates(gateway, 'ETH'),
  'rates of a fiat currency': rates(gateway, 'EUR'),
  'rates by POST': rates(gateway, 'ETH'),
  'rates without a signature': rates(gateway, 'BTC'),
  'discount set': accepted({ currency: 'USDT', network: /^tron$/i, discount: '5' }),
  'discount set below zero': accepted({ currency: 'BTC', network: /^btc$/i, discount: '-10' }),
  'discount of no service': refused('The service BUSD bsc was not found'),
  'discount without params': invalid({ currency: required, network: required, discount_percent: required }),
  ...rows(
    ['discount list with the body []', 'discount list with the body {}'],
    accepted(listOf({ currency: text, network: text, discount: whole })),
  ),
  'page that does not exist': { status: 404, body: anything },
})
