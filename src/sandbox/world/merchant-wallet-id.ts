import { coins } from './market.ts'

/** The uuid of the merchant's wallet in a coin, as `balance.get` shows it. */
export const merchantWalletId = (coin: string): string =>
  `5a9db0c5-0000-4000-8001-${String(coins.indexOf(coin)).padStart(12, '0')}`
