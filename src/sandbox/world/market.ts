import type { Account } from './ledger.ts'
import { multiply, toUnits, type Units } from './units.ts'

/** Fee that the sandbox takes of every payment and payout, in percent. */
export const feePercent = 2

// Prices in US dollars. They are made up, round, and never move.
const cryptoPrices: Readonly<Record<string, string>> = {
  USDT: '1',
  USDC: '1',
  DAI: '1',
  BTC: '60000',
  ETH: '3000',
  BNB: '600',
  SOL: '150',
  LTC: '80',
  TON: '5',
  TRX: '0.1',
  DOGE: '0.1',
  DASH: '30',
  BCH: '400',
  XMR: '160',
  AVAX: '30',
  POL: '0.5',
}

const fiatPrices: Readonly<Record<string, string>> = {
  USD: '1',
  EUR: '1.1',
  GBP: '1.25',
  RUB: '0.0125',
  UAH: '0.025',
  KZT: '0.002',
  TRY: '0.03',
  PLN: '0.25',
  INR: '0.012',
  BRL: '0.2',
}

const networksOf: Readonly<Record<string, readonly string[]>> = {
  USDT: ['tron', 'eth', 'bsc', 'polygon', 'ton', 'sol', 'avalanche', 'arbitrum'],
  USDC: ['eth', 'bsc', 'polygon', 'sol', 'avalanche', 'arbitrum'],
  DAI: ['eth', 'bsc', 'polygon'],
  BTC: ['btc'],
  ETH: ['eth', 'arbitrum', 'bsc'],
  BNB: ['bsc'],
  SOL: ['sol'],
  LTC: ['ltc'],
  TON: ['ton'],
  TRX: ['tron'],
  DOGE: ['doge'],
  DASH: ['dash'],
  BCH: ['bch'],
  XMR: ['xmr'],
  AVAX: ['avalanche'],
  POL: ['polygon'],
}

const own = (table: Readonly<Record<string, unknown>>, code: string) => Object.hasOwn(table, code)

/** Whether a code names a coin that the sandbox handles. */
export const isCrypto = (code: string): boolean => own(cryptoPrices, code.toUpperCase())

/** Whether a code names a currency that the sandbox knows at all. */
export const isCurrency = (code: string): boolean => isCrypto(code) || own(fiatPrices, code.toUpperCase())

/** Every coin that the sandbox handles. */
export const coins: readonly string[] = Object.keys(cryptoPrices)

/** Every currency that the sandbox knows, the coins first. */
export const currencies: readonly string[] = [...coins, ...Object.keys(fiatPrices)]

/** The networks of a coin, the usual one first. */
export const networksFor = (coin: string): readonly string[] => networksOf[coin.toUpperCase()] ?? []

/** Whether the sandbox handles a coin on a network. */
export const hasService = (coin: string, network: string): boolean => networksFor(coin).includes(network.toLowerCase())

const priceOf = (code: string): Units =>
  toUnits(cryptoPrices[code.toUpperCase()] ?? fiatPrices[code.toUpperCase()] ?? '0')

/** Converts an amount at the sandbox's prices, rounding up. */
export function convert(units: Units, from: string, to: string): Units {
  return from.toUpperCase() === to.toUpperCase() ? units : multiply(units, priceOf(from), priceOf(to))
}

/** Least that the sandbox moves, in a coin: half a dollar's worth. */
export const leastOf = (coin: string): Units => convert(toUnits('0.5'), 'USD', coin)

/** Most that the sandbox moves, in a coin: ten million dollars' worth. */
export const mostOf = (coin: string): Units => convert(toUnits('10000000'), 'USD', coin)

const kinds = { merchant: '001', personal: '002' } satisfies Partial<Record<Account, string>>

/** The uuid of one of the merchant's own wallets in a coin, as `balance.get` shows it. */
export const walletId = (account: keyof typeof kinds, coin: string): string =>
  `5a9db0c5-0000-4000-8${kinds[account]}-${String(coins.indexOf(coin)).padStart(12, '0')}`
