/** The retry budget of one client. */
export interface RetryBudget {
  /** Takes one retry out; returns `false` when none is left. */
  readonly take: () => boolean
  /** Puts a tenth of a retry back: the gateway responded. */
  readonly give: () => void
}

// Counted in tenths of a retry, because ten times 0.1 is less than 1.
const cost = 10
const capacity = 50 * cost

/**
 * Creates the retry budget of one client, so that an outage is not made worse by those who wait for its end: 50 retries at
 * first, and a tenth of one more for each response that is no transient failure.
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

/** Returns whether the same request may succeed a little later. 520 to 524 are Cloudflare's. */
export const isTransientStatus = (status: number): boolean =>
  [408, 425, 429, 500, 502, 503, 504].includes(status) || (status >= 520 && status <= 524)

// The three forms of an HTTP date (RFC 9110, section 5.6.7). `Date.parse` alone reads "soon 1" as a day of 2001.
const httpDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:[a-z]*, \d\d[ -][A-Z][a-z]{2}[ -](?:\d{4}|\d\d)| [A-Z][a-z]{2} [ \d]\d) [\d:]{8} (?:GMT|\d{4})$/

/**
 * Reads a `Retry-After` header as milliseconds from now: whole seconds or an HTTP date (RFC 9110, section 10.2.3).
 * Returns `undefined` for anything else.
 */
export function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  const text = typeof header === 'string' ? header.trim() : ''
  let ms = Number.NaN
  if (/^\d+$/.test(text)) ms = Number(text) * 1000
  // A date without a zone is in GMT as well.
  else if (httpDate.test(text)) ms = Date.parse(text.endsWith('GMT') ? text : `${text} GMT`) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), Number.MAX_SAFE_INTEGER)
}

const maxDelayMs = 5000

/**
 * Returns the milliseconds before the next attempt: random between 0 and a limit that doubles each time, from 300 ms (1 s
 * after a 429) up to 5 s. Full jitter keeps many clients from coming back together.
 */
export function retryDelay(attempt: number, status: number | undefined, random: () => number): number {
  const baseMs = status === 429 ? 1000 : 300
  return random() * Math.min(maxDelayMs, baseMs * 2 ** (attempt - 1))
}
