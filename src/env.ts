import { createError } from './errors/create-error.ts'

/** Name of a gateway that this package knows. */
export type GatewayId = 'cryptomus' | 'heleket'

/** What the environment says about the client. What is unset or blank is left out. */
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

/** The environment variable that holds an option, for the message that names both. */
export function variableOf(option: keyof typeof variables): string {
  return variables[option]
}

const isGatewayId = (name: unknown): name is GatewayId => name === 'cryptomus' || name === 'heleket'

/**
 * Reads the client's settings from an environment: `createClient(readEnv(process.env))`.
 *
 * Knows `CRYPTOMUS_MERCHANT_ID`, `CRYPTOMUS_API_KEY`, `CRYPTOMUS_PAYOUT_API_KEY`, `CRYPTOMUS_BASE_URL` and
 * `CRYPTOMUS_GATEWAY` (`cryptomus` or `heleket`). White space around a value is dropped and blank counts as unset; what
 * is missing is for `createClient` to say. An unknown gateway is a `config` error.
 */
export function readEnv(env: Readonly<Record<string, unknown>>): EnvSettings {
  const settings: Record<string, string> = {}
  for (const [option, variable] of Object.entries(variables)) {
    const value = env?.[variable]
    if (typeof value === 'string' && value.trim() !== '') settings[option] = value.trim()
  }
  if ('gateway' in settings && !isGatewayId(settings.gateway)) {
    throw createError('config', `${variables.gateway} must be cryptomus or heleket.`, { option: 'gateway' })
  }
  return settings as Partial<EnvSettings> as EnvSettings
}
