/** Subset of a request that every server knows. */
interface RequestParts {
  readonly method: string
  /** Path and query string, or the client's absolute URL. */
  readonly target: string
  /** Names and values; a name may occur more than once. */
  readonly headers: Iterable<readonly [string, string]>
  /** Body; not read if the method has none. */
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>
}

// The constructor of Request refuses these methods. As GET, they get the handler's own refusal.
const forbiddenMethods = /^(?:connect|trace|track)$/i

const bodilessMethods = /^(?:get|head)$/i

/** Creates a `Request`. Its URL always begins with `http://localhost`. */
export function createRequest({ method: sentMethod, target, headers, body }: RequestParts): Request {
  const method = forbiddenMethods.test(sentMethod) ? 'GET' : sentMethod
  const init = { method, headers: toHeaders(headers) }
  if (bodilessMethods.test(method)) return new Request(toUrl(target), init)
  const content = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return new Request(toUrl(target), { ...init, body: content, duplex: 'half' })
}

// The host is the client's claim, in the `Host` header as in an absolute URL, so it is left out.
function toUrl(target: string): string {
  const path = target.replace(/^[a-z]+:\/\/[^/?#]*/i, '')
  return `http://localhost${path.startsWith('/') ? path : `/${path}`}`
}

function toHeaders(entries: RequestParts['headers']): Headers {
  const headers = new Headers()
  for (const [name, value] of entries) {
    try {
      headers.append(name, value)
    } catch {
      // HTTP/2 lists `:method` among the headers, and Lambda passes values that no header can hold. They are not read.
    }
  }
  return headers
}

/** Yields each name with each of its values. */
export function* listHeaders(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): Iterable<[string, string]> {
  for (const [name, values] of Object.entries(headers)) {
    for (const value of typeof values === 'string' ? [values] : (values ?? [])) yield [name, value]
  }
}

/** Returns a body that fails with the error when it is read. */
export function failingBody(error: Error): ReadableStream<Uint8Array> {
  const pull = (controller: ReadableStreamDefaultController) => controller.error(error)
  // Without a queue, nothing fails before the first read: a request that is refused unread is refused for its own reason.
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}
