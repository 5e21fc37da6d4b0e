const longestMs = 5000

/**
 * Milliseconds before the next attempt: at random between none and a limit that doubles each time, from 300 ms (a second
 * where the server is asked too much) up to 5 seconds. Full jitter keeps many clients from coming back together.
 */
export function retryDelay(attempt: number, status: number | undefined, random: () => number): number {
  const baseMs = status === 429 ? 1000 : 300
  return random() * Math.min(longestMs, baseMs * 2 ** (attempt - 1))
}
