import { compose } from './compose.ts'
import { headersOf } from './create-send.ts'
import type { Settings } from './resolve-settings.ts'
import { createRetryBudget } from './retry-policy.ts'
import { sendWithFetch } from './send-with-fetch.ts'
import type { Send } from './types.ts'
import { withDeadline } from './with-deadline.ts'
import { logRetry, withLogger } from './with-logger.ts'
import { withRetry } from './with-retry.ts'

/** Gives the chain that sends a call with so many retries, and with so much time for each attempt. */
export type Chains = (retries: number, attemptTimeoutMs: number) => Send

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
