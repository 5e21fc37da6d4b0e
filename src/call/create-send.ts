import { configError } from '../errors/config-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { KeyRole } from '../gateways/types.ts'
import type { OperationInfo } from '../operations/types.ts'
import { buildHeaders } from '../signing/build-headers.ts'
import type { Settings } from './resolve-settings.ts'
import type { HeadersOf } from './send-with-fetch.ts'

/** Which key signs an operation at a gateway. */
export function keyRole({ gateway }: Settings, { id, key }: OperationInfo): KeyRole {
  return gateway.keys?.[id] ?? key
}

/** Makes the headers of each request: the gateway's own way when it has one, the usual signature otherwise. */
export const headersOf =
  (settings: Settings): HeadersOf =>
  async ({ operation, method, url, body }) => {
    const { merchantId, gateway, sign } = settings
    const role = keyRole(settings, operation)
    const apiKey = role === 'payout' ? settings.payoutApiKey : settings.apiKey
    const option = gateway.buildHeaders === undefined ? 'sign' : 'gateway.buildHeaders'
    let headers: Readonly<Record<string, string>> = {}
    try {
      if (gateway.buildHeaders !== undefined) {
        const key = role === 'none' ? undefined : apiKey
        headers = await gateway.buildHeaders({ method, url, body, merchantId, apiKey: key })
      } else if (role !== 'none') headers = { ...buildHeaders({ merchantId, apiKey, body, sign }) }
      const isText = (value: unknown) => typeof value === 'string'
      if (!isText(headers) && Object.values(headers).every(isText)) return headers
      // A sign that promises its text may break that promise, which nobody would hear.
      Promise.allSettled(Object.values(headers))
    } catch (error) {
      // What was thrown may hold the key, so nothing of it is repeated.
      if (isCryptomusError(error)) throw error
    }
    throw configError(option, 'threw, or did not give text to send; nothing was sent')
  }
