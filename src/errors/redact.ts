const replacement = '[redacted]'

// No key is shorter, and without single letters nothing readable would remain.
const minSecretLength = 6

/** Replaces every occurrence of the secrets in a text with `[redacted]`. Secrets under six characters are ignored. */
export function redact(text: string, secrets: readonly string[]): string {
  return (
    secrets
      .filter(({ length }) => length >= minSecretLength)
      .flatMap(formsOf)
      // The longest first, so that nothing remains of a secret that begins with another.
      .sort((a, b) => b.length - a.length)
      .reduce((clean, secret) => clean.replaceAll(secret, replacement), text)
  )
}

/** A secret as it is, and as it stands in JSON that repeats it. */
function formsOf(secret: string): readonly string[] {
  const quoted = JSON.stringify(secret).slice(1, -1)
  return [secret, quoted, quoted.replaceAll('/', '\\/')]
}

const maxDepth = 5
const maxErrors = 20

interface ErrorLike {
  readonly name?: unknown
  readonly message?: unknown
  readonly stack?: unknown
  readonly code?: unknown
  readonly syscall?: unknown
  readonly port?: unknown
  readonly hostname?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

/**
 * Copies name, message, stack, code, system call and causes (up to five levels) of a foreign error, without secrets. Never
 * throws, whatever was thrown.
 *
 * Everything else is left out: transports attach requests, headers and sockets to their errors.
 */
export function copyCause(thrown: unknown, secrets: readonly string[], depth = 0): Error {
  try {
    const given = Object(thrown) as ErrorLike
    const { name, message, stack, cause, errors } = given
    const clean = (text: unknown) => redact(String(text), secrets)
    const copy = new Error(clean(message ?? thrown))
    const define = (key: string, value: unknown) => Object.defineProperty(copy, key, { value, configurable: true })
    const copyInner = (inner: unknown) => copyCause(inner, secrets, depth + 1)
    define('name', clean(name ?? 'Error'))
    define('stack', clean(stack ?? ''))
    for (const key of ['code', 'syscall', 'port', 'hostname'] as const) {
      const value = given[key]
      if (typeof value === 'string') Object.assign(copy, { [key]: clean(value) })
      if (typeof value === 'number') Object.assign(copy, { [key]: value })
    }
    if (depth >= maxDepth) return copy
    if (cause !== undefined) define('cause', copyInner(cause))
    // Node tries every address of a host and reports the failures together.
    if (Array.isArray(errors) && errors.length <= maxErrors) define('errors', errors.map(copyInner))
    return copy
  } catch {
    // A proxy or an object without a prototype.
    return new Error('unreadable')
  }
}
