// PHP reads no JSON that holds half a surrogate pair; JavaScript does.
const halfPair = /\p{Surrogate}/u

function refuseHalfPairs(_name: string, value: unknown): unknown {
  if (typeof value === 'string' && halfPair.test(value)) throw new SyntaxError('Half a surrogate pair')
  return value
}

/** Reads the JSON of a request's body; none, `[]` and `null` stand for no params. `undefined` for what cannot be read. */
export function parseBody(body: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const parsed: unknown = JSON.parse(body === '' ? '{}' : body, refuseHalfPairs)
    return typeof parsed === 'object' ? ((parsed ?? {}) as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}
