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
  /** From `CRYPTOMUS_ALLOW_HTTP`. */
  readonly allowHttp?: boolean
}

const names = [
  'merchantId',
  'apiKey',
  'payoutApiKey',
  'baseUrl',
  'gateway',
  'allowHttp',
] as const satisfies readonly (keyof EnvSettings)[]

/**
 * Reads the settings of a client from environment variables: `createClient(readEnv(process.env))`.
 *
 * Takes any object that holds variables: `process.env`, `Bun.env`, or the `env` of a Cloudflare Worker.
 *
 * The variables are `CRYPTOMUS_MERCHANT_ID`, `CRYPTOMUS_API_KEY`, `CRYPTOMUS_PAYOUT_API_KEY`, `CRYPTOMUS_BASE_URL`,
 * `CRYPTOMUS_GATEWAY` (`cryptomus` or `heleket`) and `CRYPTOMUS_ALLOW_HTTP` (`1`, `true`, `0` or `false`). White space around
 * a value is removed. A blank value counts as unset, and so does an object, such as a binding of a Worker. A missing setting
 * is not an error here: `createClient` reports it.
 *
 * @throws {CryptomusError} kind `config`: the value of `CRYPTOMUS_GATEWAY` or of `CRYPTOMUS_ALLOW_HTTP` is none of those above,
 * or an id or a key is a word such as `undefined`, which `process.env.X = undefined` makes.
 */
export function readEnv(env: object): EnvSettings {
  const found: { [name: string]: string } = {}
  for (const name of names) {
    const value = (env as Readonly<Record<string, unknown>> | undefined)?.[variableOf(name)]
    // A Worker's variables are whatever JSON its configuration holds: `true` and 1 as well.
    const text = Object(value) === value ? '' : String(value ?? '').trim()
    // `process.env.X = undefined` sets the text "undefined". An attacker would guess such a key.
    if (/Key$|Id$/.test(name) && /^(?:undefined|null|true|false|NaN|\[object .*)$/.test(text)) {
      throw createError('config', `${variableOf(name)} is the word ${text}; unset it or set it to the real value.`, {
        option: name,
      })
    }
    if (text !== '') found[name] = text
  }
  const { gateway = 'cryptomus', allowHttp = '0' } = found
  if (!/^(?:cryptomus|heleket)$/.test(gateway)) throw unknownValue('gateway', 'cryptomus or heleket')
  if (!/^(?:1|true|0|false)$/.test(allowHttp)) throw unknownValue('allowHttp', '1, true, 0 or false')
  const settings = 'allowHttp' in found ? { ...found, allowHttp: /1|true/.test(allowHttp) } : found
  return settings as Partial<EnvSettings> as EnvSettings
}

function unknownValue(option: keyof EnvSettings, values: string) {
  return createError('config', `${variableOf(option)} must be ${values}.`, { option })
}

/** Returns the environment variable of an option, for messages that name both: `CRYPTOMUS_API_KEY` for `apiKey`. */
export function variableOf(option: keyof EnvSettings): string {
  return `CRYPTOMUS_${option.replace(/[A-Z]/g, '_$&').toUpperCase()}`
}
