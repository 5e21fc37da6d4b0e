import type { ParamRule } from '../../schema/params-schema.ts'

// The fiat currencies that the gateway names. One that it adds later is left to the gateway, which refuses it itself.
const fiat =
  /^(?:aed|amd|aud|azn|brl|byn|cad|chf|cny|czk|dkk|eur|gbp|gel|hkd|huf|idr|inr|jpy|kgs|krw|kzt|mdl|mxn|myr|nok|php|pln|rub|sar|sek|sgd|tjs|tmt|try|uah|usd|uzs|vnd|zar)$/i

/** A payout in a fiat currency has to say which crypto currency is sent. */
export const fiatNeedsTarget: ParamRule = ({ currency, to_currency: target }) =>
  target === undefined && fiat.test(String(currency))
    ? { path: 'to_currency', message: 'is required with a fiat currency; it names the crypto currency that is sent' }
    : undefined
