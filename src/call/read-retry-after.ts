/** Reads a `Retry-After` header, in seconds or as a date, as milliseconds from now (RFC 9110, section 10.2.3). */
export function readRetryAfter(header: string | null | undefined, now: number): number | undefined {
  if (typeof header !== 'string' || header.trim() === '') return undefined
  const ms = /^\s*\d+\s*$/.test(header) ? Number(header) * 1000 : Date.parse(header) - now
  return Number.isNaN(ms) ? undefined : Math.min(Math.max(0, ms), Number.MAX_SAFE_INTEGER)
}
