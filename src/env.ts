import { createError } from './errors/create-error.ts'

/** Name of a gateway that this package knows. */
export type GatewayId = 'cryptomus' | 'heleket'

/** Settings of a client from environment variables. Those that are unset or blank are absent. */
export interface EnvSettings {
  /** From `CRYPTOMUS_MERCHANT_ID`. */
  readonly merchantId: string | undefined
  /** From `CRYPTOMUS_API_KEY`. */
  readonly apiKey: string | undefined
  /** From `CRYPTOMUS_PAYOUT_API_KEY`. */
  readonly payoutApiKey?: string
  /** From `CRYPTOMUS_BASE_URL`. */
  readonly baseUrl?: string
  /** From `CRYPTOMUS_GATEWAY`. */
  readonly gateway?: GatewayId
}

const variables = {
  merchantId: 'CRYPTOMUS_MERCHANT_ID',
  apiKey: 'CRYPTOMUS_API_KEY',
  payoutApiKey: 'CRYPTOMUS_PAYOUT_API_KEY',
  baseUrl: 'CRYPTOMUS_BASE_URL',
  gateway: 'CRYPTOMUS_GATEWAY',
} as const

/**
 * Reads the settings of a client from environment variables: `createClient(readEnv(process.env))`.
 *
 * The variables are `CRYPTOMUS_MERCHANT_ID`, `CRYPTOMUS_API_KEY`, `CRYPTOMUS_PAYOUT_API_KEY`, `CRYPTOMUS_BASE_URL` and
 * `CRYPTOMUS_GATEWAY` (`cryptomus` or `heleket`). White space around a value is removed, and a blank value counts as unset.
 * A missing setting is not an error here: `createClient` reports it.
 *
 * @throws {CryptomusError} kind `config`: `CRYPTOMUS_GATEWAY` is not a known gateway.
 */
export function readEnv(env: Readonly<Record<string, unknown>>): EnvSettings {
  const settings: Record<string, string> = {}
  for (const [option, variable] of Object.entries(variables)) {
    const value = env?.[variable]
    if (typeof value === 'string' && value.trim() !== '') settings[option] = value.trim()
  }
  if (!['cryptomus', 'heleket', undefined].includes(settings.gateway)) {
    throw createError('config', `${variables.gateway} must be cryptomus or heleket.`, { option: 'gateway' })
  }
  return settings as Partial<EnvSettings> as EnvSettings
}

/** Returns the environment variable of an option, for messages that name both. */
export function variableOf(option: keyof typeof variables): string {
  return variables[option]
}
