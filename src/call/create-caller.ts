import { configError } from '../errors/config-error.ts'
import { isCryptomusError } from '../errors/is-cryptomus-error.ts'
import { requireDeclaration } from '../operations/require-declaration.ts'
import type { Caller } from '../operations/types.ts'
import { compose } from '../transport/compose.ts'
import { sendWithFetch } from '../transport/send-with-fetch.ts'
import type { Send } from '../transport/types.ts'
import { withDeadline } from '../transport/with-deadline.ts'
import { buildRequest } from './build-request.ts'
import { checkCallOptions } from './check-call-options.ts'
import { headersOf, keyRole } from './headers-of.ts'
import { readResponse } from './read-response.ts'
import { resolveSettings } from './resolve-settings.ts'
import type { ClientOptions } from './types.ts'

const payoutKeyHint =
  ' The gateway issues a separate API key for payouts; pass it as payoutApiKey (CRYPTOMUS_PAYOUT_API_KEY).'

/**
 * Makes a caller: the small client, for use with standalone functions such as `createPayment(caller, params)`.
 *
 * Takes the options of `createClient`. Only the operations that you import end up in your bundle.
 */
export function createCaller(options: ClientOptions): Caller {
  const settings = resolveSettings(options)
  const { merchantId, apiKey, payoutApiKey, hasPayoutKey, gateway, baseUrl, middleware } = settings
  const transport = sendWithFetch(settings.fetch, headersOf(settings), [apiKey, payoutApiKey, merchantId])
  const sendWithin = (timeoutMs: number): Send => compose(...middleware, withDeadline(timeoutMs))(transport)

  const call: Caller['call'] = async (operation, params, callOptions = {}) => {
    const startedAt = Date.now()
    let sent = {}
    try {
      requireDeclaration(operation)
      if (gateway.without?.includes(operation.id)) throw configError('gateway', `${gateway.id} has no ${operation.id}`)
      checkCallOptions(callOptions)
      const { signal, timeoutMs = settings.timeoutMs, extra } = callOptions
      const request = buildRequest(operation, params, { baseUrl, extra })
      const response = await sendWithin(timeoutMs)(Object.freeze({ ...request, signal }))
      // A config error from here on is about what was sent all the same.
      sent = { attempts: response?.attempts ?? 1, outcome: 'unknown' }
      if (typeof response?.text !== 'string' || typeof response.headers?.get !== 'function') {
        throw configError('middleware', 'must return what next(request) returns')
      }
      const signHint = keyRole(settings, operation) === 'payout' && !hasPayoutKey ? payoutKeyHint : ''
      return readResponse(operation, request, response, { now: Date.now(), signHint })
    } catch (error) {
      if (isCryptomusError(error)) {
        const facts = { operation: operation?.id, elapsedMs: Date.now() - startedAt }
        Object.assign(error, facts, error.kind === 'config' ? sent : {})
      }
      throw error
    }
  }
  Object.freeze(call)
  return Object.freeze({ call })
}
