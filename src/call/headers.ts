import { configError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { KeyRole } from '../gateways/types.ts'
import type { OperationInfo } from '../operations/types.ts'
import { isPlainObject } from '../options/forms.ts'
import { toSignedHeaders } from '../signing/build-headers.ts'
import type { Settings } from './client-options.ts'
import { type Call, own } from './failure.ts'
import type { ApiRequest } from './types.ts'

/** Returns the key that signs an operation at a gateway. */
export function keyRole({ gateway }: Settings, { id, key }: OperationInfo): KeyRole {
  return overrideFor(gateway.keyOverrides, id) ?? key
}

/** Returns what a gateway has instead for an operation. An id such as `constructor` is not found on the prototype. */
export const overrideFor = <Value>(
  overrides: Readonly<Record<string, Value>> | undefined,
  id: string,
): Value | undefined => (Object.hasOwn(Object(overrides), id) ? overrides?.[id] : undefined)

/** The version of this package, as in package.json. */
export const version = '0.1.0'

const json = { 'content-type': 'application/json' }

// A browser keeps its own user agent.
const always = { 'user-agent': `cryptomus-kit/${version}`, accept: 'application/json' }

/** Creates the function that makes the headers of a request: the gateway's own way when it has one, the usual signature otherwise. */
export const createHeaders =
  (settings: Settings) =>
  async (call: Call, { operation, method, url, body }: ApiRequest): Promise<Record<string, string>> => {
    const { merchantId, gateway, sign } = settings
    const role = keyRole(settings, operation)
    const apiKey = (role === 'payout' && settings.payoutApiKey) || settings.apiKey
    const option = gateway.buildHeaders === undefined ? 'sign' : 'gateway.buildHeaders'
    try {
      const key = role === 'none' ? undefined : apiKey
      let headers: object = {}
      if (gateway.buildHeaders) headers = await gateway.buildHeaders({ method, url, body, merchantId, apiKey: key })
      else if (key !== undefined) headers = toSignedHeaders(merchantId, sign(body, key))
      // A transport refuses what no header can hold, without a proof that nothing was sent.
      const isHeader = ([name, value]: readonly [string, unknown]) =>
        /^[!#-'*+.\w^`|~-]+$/.test(name) && typeof value === 'string' && !/[^\t -~\x80-\xff]/.test(value.trim())
      const entries = Object.entries(headers)
      // A `Headers` or a `Map` has its members elsewhere.
      if (isPlainObject(headers) && entries.every(isHeader)) {
        // The name of a header in another case is the same header.
        const named = entries.map(([name, value]) => [name.toLowerCase(), String(value).trim()])
        return { ...always, ...(body !== undefined && json), ...Object.fromEntries(named) }
      }
      // A sign that promises its text may break that promise, which nobody would hear.
      Promise.allSettled(Object.values(headers))
    } catch (error) {
      // The reason may hold the key, so nothing of it is repeated; an error of this package holds none.
      if (isCryptomusError(error)) throw error
    }
    throw own(call, configError(option, 'threw, or did not return text for a header'))
  }
