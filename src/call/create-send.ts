import { configError } from '../errors/create-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import type { KeyRole } from '../gateways/types.ts'
import type { OperationInfo } from '../operations/types.ts'
import { toSignedHeaders } from '../signing/build-headers.ts'
import type { Settings } from './client-options.ts'
import { createRetryBudget } from './retry-policy.ts'
import { type HeadersOf, sendWithFetch } from './send-with-fetch.ts'
import type { Send } from './types.ts'
import { withDeadline } from './with-deadline.ts'
import { compose, logRetry, withLogger } from './with-logger.ts'
import { withRetry } from './with-retry.ts'

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
      } else if (role !== 'none') headers = { ...toSignedHeaders(merchantId, sign(body, apiKey)) }
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

/** Gives the chain that sends a call with so many retries, and with so much time for each attempt. */
type Chains = (retries: number, attemptTimeoutMs: number) => Send

/** Most that are kept; calls seldom ask for anything but the client's own settings. */
const most = 16

/**
 * Makes the chains of one client: its middleware outermost, then the logger, the retries, the time of an attempt, and
 * `fetch`. One that was made is kept, so that a call costs no more than the sending.
 */
export function createChains(settings: Settings): Chains {
  const { apiKey, payoutApiKey, merchantId, middleware, logger } = settings
  const secrets = [apiKey, payoutApiKey, merchantId]
  const transport = sendWithFetch(settings.fetch, headersOf(settings), secrets)
  const budget = createRetryBudget()
  const onRetry = logger && logRetry(logger)
  const made = new Map<string, Send>()
  return (retries, attemptTimeoutMs) => {
    const name = `${retries} ${attemptTimeoutMs}`
    const send =
      made.get(name) ??
      compose(
        ...middleware,
        ...(logger ? [withLogger(logger)] : []),
        withRetry({ retries, budget, onRetry, secrets }),
        withDeadline(attemptTimeoutMs),
      )(transport)
    if (made.size < most) made.set(name, send)
    return send
  }
}
