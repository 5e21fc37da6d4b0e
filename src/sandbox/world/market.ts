import { configError } from '../../errors/create-error.ts'
import { isDecimal } from '../../money/decimal.ts'
import { assertKnownNames } from '../../options/forms.ts'
import type { SandboxCurrency } from '../types.ts'
import type { Account } from './ledger.ts'
import { multiply, toUnits, type Units } from './units.ts'

/** Fee that the sandbox takes of every payment and payout, in percent. */
export const feePercent = 2

/** Prices in US dollars and networks, the usual one first. The prices are made up, round, and never move. */
const knownCoins: Readonly<Record<string, readonly [price: string, networks: string]>> = {
  USDT: ['1', 'tron eth bsc polygon ton sol avalanche arbitrum'],
  USDC: ['1', 'eth bsc polygon sol avalanche arbitrum'],
  DAI: ['1', 'eth bsc polygon'],
  BTC: ['60000', 'btc'],
  ETH: ['3000', 'eth arbitrum bsc'],
  BNB: ['600', 'bsc'],
  SOL: ['150', 'sol'],
  LTC: ['80', 'ltc'],
  TON: ['5', 'ton'],
  TRX: ['0.1', 'tron'],
  DOGE: ['0.1', 'doge'],
  DASH: ['30', 'dash'],
  BCH: ['400', 'bch'],
  XMR: ['160', 'xmr'],
  AVAX: ['30', 'avalanche'],
  POL: ['0.5', 'polygon'],
  SHIB: ['0.00001', 'eth'],
  VERSE: ['0.0001', 'eth polygon'],
  CGPT: ['0.1', 'bsc'],
  HMSTR: ['0.001', 'ton'],
}

const knownFiats: Readonly<Record<string, string>> = {
  USD: '1',
  EUR: '1.1',
  GBP: '1.25',
  CHF: '1.1',
  RUB: '0.0125',
  UAH: '0.025',
  KZT: '0.002',
  BYN: '0.3',
  UZS: '0.00008',
  AZN: '0.6',
  GEL: '0.4',
  MDL: '0.05',
  KGS: '0.0125',
  TJS: '0.1',
  TMT: '0.3',
  AMD: '0.0025',
  JPY: '0.0064',
  CAD: '0.75',
  AUD: '0.65',
  CNY: '0.14',
  HKD: '0.128',
  SGD: '0.75',
  KRW: '0.00075',
  SEK: '0.1',
  NOK: '0.1',
  DKK: '0.15',
  PLN: '0.25',
  HUF: '0.0028',
  CZK: '0.045',
  TRY: '0.03',
  SAR: '0.25',
  AED: '0.25',
  INR: '0.012',
  BRL: '0.2',
  MXN: '0.05',
  ZAR: '0.05',
  MYR: '0.2',
  IDR: '0.00006',
  PHP: '0.0175',
  VND: '0.00004',
}

const walletKinds = { merchant: '001', personal: '002' } satisfies Partial<Record<Account, string>>

/** The currencies of a sandbox, and what they are worth. Codes are taken in any case. */
export interface Market {
  /** Codes of the coins. */
  readonly coins: readonly string[]
  /** Codes of all currencies, the coins first. */
  readonly currencies: readonly string[]
  readonly isCrypto: (code: string) => boolean
  readonly isCurrency: (code: string) => boolean
  /** Networks of a coin, the usual one first; none for a currency that is no coin. */
  readonly networksFor: (coin: string) => readonly string[]
  readonly hasService: (coin: string, network: string) => boolean
  /** Converts an amount, rounding up: a payer never pays too little by rounding. */
  readonly convert: (units: Units, from: string, to: string) => Units
  /** Smallest amount that the sandbox moves, in a coin: half a dollar's worth. */
  readonly leastOf: (coin: string) => Units
  /** Largest amount that the sandbox moves, in a coin: ten million dollars' worth. */
  readonly mostOf: (coin: string) => Units
  /** UUID of one of the merchant's own wallets in a coin, as `balance.get` shows it. */
  readonly walletId: (account: keyof typeof walletKinds, coin: string) => string
}

interface Listed {
  readonly code: string
  readonly price: Units
  readonly networks: readonly string[]
}

const isNetworks = (networks: unknown): networks is readonly string[] =>
  Array.isArray(networks) && networks.length > 0 && networks.every((network) => /^[\w-]+$/.test(String(network)))

function readCurrency([code, given]: readonly [string, SandboxCurrency]): Listed {
  const option = `currencies.${code}`
  const { price, networks } = Object(given) as Partial<SandboxCurrency>
  assertKnownNames(given, ['price', 'networks'], `${option}.`)
  if (!/^[\w-]{2,20}$/.test(code)) throw configError(option, 'must be a currency code: "PEPE"')
  if (!isDecimal(price) || toUnits(price) <= 0n) {
    throw configError(`${option}.price`, 'must be its price in US dollars, as a decimal string above zero: "0.25"')
  }
  if (networks !== undefined && !isNetworks(networks)) {
    throw configError(
      `${option}.networks`,
      'must be a list of network codes (["eth"]), or be left out for a fiat currency',
    )
  }
  return {
    code: code.toUpperCase(),
    price: toUnits(price),
    networks: networks?.map((each) => each.toLowerCase()) ?? [],
  }
}

const builtIn: readonly (readonly [string, SandboxCurrency])[] = [
  ...Object.entries(knownCoins).map(
    ([code, [price, networks]]) => [code, { price, networks: networks.split(' ') }] as const,
  ),
  ...Object.entries(knownFiats).map(([code, price]) => [code, { price }] as const),
]

/** Makes the market of a sandbox: the currencies that the gateway documents, and those that a test adds or changes. */
export function createMarket(added: Readonly<Record<string, SandboxCurrency>> = {}): Market {
  if (typeof added !== 'object' || added === null) throw configError('currencies', 'must be an object of currencies')
  const listed = new Map<string, Listed>()
  for (const entry of [...builtIn, ...Object.entries(added)]) {
    const currency = readCurrency(entry)
    listed.set(currency.code, currency)
  }
  const find = (code: string) => listed.get(code.toUpperCase())
  const isCrypto = (code: string) => (find(code)?.networks.length ?? 0) > 0
  const coins = [...listed.keys()].filter(isCrypto)
  const priceOf = (code: string) => find(code)?.price ?? 0n
  const networksFor = (coin: string) => find(coin)?.networks ?? []
  const convert = (units: Units, from: string, to: string) =>
    from.toUpperCase() === to.toUpperCase() ? units : multiply(units, priceOf(from), priceOf(to))
  return {
    coins,
    currencies: [...coins, ...[...listed.keys()].filter((code) => !isCrypto(code))],
    isCrypto,
    isCurrency: (code) => find(code) !== undefined,
    networksFor,
    hasService: (coin, network) => networksFor(coin).includes(network.toLowerCase()),
    convert,
    leastOf: (coin) => convert(50_000_000n, 'USD', coin),
    mostOf: (coin) => convert(1_000_000_000_000_000n, 'USD', coin),
    walletId: (account, coin) =>
      `5a9db0c5-0000-4000-8${walletKinds[account]}-${String(coins.indexOf(coin)).padStart(12, '0')}`,
  }
}
