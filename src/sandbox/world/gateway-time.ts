const offsetMs = 3 * 3_600_000

/** Spells a time as the gateway does: ISO 8601 to the second, at UTC+3. */
export function toGatewayTime(ms: number): string {
  return `${new Date(ms + offsetMs).toISOString().slice(0, 19)}+03:00`
}

/** Reads a list's date filter, `2026-01-31 23:59:59` at UTC+3, as milliseconds since 1970. */
export function fromGatewayTime(text: string): number {
  const [date = '', time = ''] = text.split(' ')
  return Date.parse(`${date}T${time.padStart(8, '0')}+03:00`)
}
