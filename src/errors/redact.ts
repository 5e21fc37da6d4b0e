const replacement = '[redacted]'

// No key is shorter, and taking single letters out would leave nothing to read.
const shortestSecret = 6

/** A secret as it is, and as someone who repeats it inside JSON spells it. */
const spellings = (secret: string) => {
  const quoted = JSON.stringify(secret).slice(1, -1)
  return [secret, quoted, quoted.replaceAll('/', '\\/')]
}

/** Takes every occurrence of the secrets out of a text. Those of less than six characters are passed over. */
export function redact(text: string, secrets: readonly string[]): string {
  return (
    secrets
      .filter(({ length }) => length >= shortestSecret)
      .flatMap(spellings)
      // The longest first, so that nothing remains of one that begins like another.
      .sort((a, b) => b.length - a.length)
      .reduce((clean, secret) => clean.replaceAll(secret, replacement), text)
  )
}

const maxDepth = 5

interface ErrorLike {
  readonly name?: unknown
  readonly message?: unknown
  readonly stack?: unknown
  readonly code?: unknown
  readonly cause?: unknown
}

/**
 * Copies what a person needs of a foreign error (name, message, stack, code and its own causes) without secrets.
 *
 * Transports hang requests, headers and sockets on their errors; none of that comes along.
 */
export function copyCause(thrown: unknown, secrets: readonly string[], depth = 0): Error {
  const { name, message, stack, code, cause } = Object(thrown) as ErrorLike
  const clean = (text: unknown) => redact(String(text), secrets)
  const copy = new Error(clean(message ?? thrown))
  const define = (key: string, value: unknown) => Object.defineProperty(copy, key, { value, configurable: true })
  define('name', clean(name ?? 'Error'))
  define('stack', clean(stack ?? ''))
  if (typeof code === 'string' || typeof code === 'number') Object.assign(copy, { code })
  if (cause !== undefined && depth < maxDepth) define('cause', copyCause(cause, secrets, depth + 1))
  return copy
}
