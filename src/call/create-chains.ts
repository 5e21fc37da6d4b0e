import { compose } from '../transport/compose.ts'
import { createRetryBudget } from '../transport/create-retry-budget.ts'
import { sendWithFetch } from '../transport/send-with-fetch.ts'
import type { Send } from '../transport/types.ts'
import { withDeadline } from '../transport/with-deadline.ts'
import { logRetry, withLogger } from '../transport/with-logger.ts'
import { withRetry } from '../transport/with-retry.ts'
import { headersOf } from './headers-of.ts'
import type { Settings } from './resolve-settings.ts'

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
