/** A limit on the retries of a client, so that retries do not amplify an outage. */
export interface RetryBudget {
  /** Spends one retry; returns false when none is left. */
  readonly take: () => boolean
  /** Restores a part of one retry, after a response that is no failure. */
  readonly give: () => void
}

// Counted in tenths of a retry, because ten times 0.1 is less than 1.
const cost = 10
const capacity = 50 * cost

/**
 * Makes the retry budget of one client: full at first, empty after 50 retries without an answer between them. Each answer
 * pays for a tenth of one more, so that what is sent again stays below a tenth of what succeeds.
 */
export function createRetryBudget(): RetryBudget {
  let left = capacity
  return {
    take: () => {
      if (left < cost) return false
      left -= cost
      return true
    },
    give: () => {
      left = Math.min(capacity, left + 1)
    },
  }
}

/** Whether a status says that the same request may fare better a little later. 520 to 524 are Cloudflare's. */
export const isTransientStatus = (status: number): boolean =>
  [408, 425, 429, 500, 502, 503, 504].includes(status) || (status >= 520 && status <= 524)

/** Reads a `Retry-After` header, in seconds or as a date, as milliseconds from now (RFC 9110, section 10.2.3). */
export function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), Number.MAX_SAFE_INTEGER)
}

const longestMs = 5000

/**
 * Milliseconds before the next attempt: at random between none and a limit that doubles each time, from 300 ms (a second
 * where the server is asked too much) up to 5 seconds. Full jitter keeps many clients from coming back together.
 */
export function retryDelay(attempt: number, status: number | undefined, random: () => number): number {
  const baseMs = status === 429 ? 1000 : 300
  return random() * Math.min(longestMs, baseMs * 2 ** (attempt - 1))
}
