/** Limits what is sent again, so that an outage is not made worse by those who wait for its end. */
export interface RetryBudget {
  /** Takes one retry out, if there is one left. */
  readonly take: () => boolean
  /** Puts a part of one back: the gateway answered. */
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
