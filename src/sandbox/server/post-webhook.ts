import { isLoopbackHost } from '../../schema/safe-url.ts'
import type { Deliver } from '../types.ts'

// A receiver that hangs must not hold up the sandbox.
const answerWithinMs = 10_000

/**
 * Posts webhooks over HTTP until `closed` is aborted, to this machine only unless more hosts are allowed: a sandbox that
 * calls any address it is given could be made to reach into a network. Redirects are not followed, for the same reason.
 */
export function postWebhook(allowedHosts: readonly string[], closed: AbortSignal): Deliver {
  const allowed = allowedHosts.map((host) => host.toLowerCase())
  return async (request) => {
    const { hostname } = new URL(request.url)
    if (!isLoopbackHost(hostname) && !allowed.includes(hostname)) {
      throw new Error(`Webhooks are not posted to ${hostname}; name it in allowCallbackHosts.`)
    }
    const signal = AbortSignal.any([closed, AbortSignal.timeout(answerWithinMs)])
    const response = await fetch(request, { redirect: 'manual', signal })
    // Only the status counts: a body that breaks off changes nothing.
    await response.body?.cancel().catch(() => {})
    return response
  }
}
