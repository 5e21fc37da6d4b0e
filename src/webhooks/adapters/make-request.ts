/** Makes a body that cannot be read, and says why to whoever tries. */
export function failingBody(error: Error): ReadableStream<Uint8Array> {
  const pull = (controller: ReadableStreamDefaultController) => controller.error(error)
  // Nothing is done ahead of the first read: a request that is refused unread is refused for its own reason.
  return new ReadableStream({ pull }, { highWaterMark: 0 })
}

/** A request as a server knows it, before it is one of the platform's. */
interface RequestParts {
  /** HTTP method. */
  readonly method: string
  /** Path and query string, or what a client sent in their place. */
  readonly target: string
  /** Names and values; a name may come more than once. */
  readonly headers: Iterable<readonly [string, string]>
  /** The body; not looked at where the method has none. */
  readonly body: string | Uint8Array | ReadableStream<Uint8Array>
}

// A Request refuses to have them. The handler refuses them as it refuses GET.
const unspeakable = /^(?:connect|trace|track)$/i

const bodiless = /^(?:get|head)$/i

// The host is the client's word, so it is not asked for. Neither is that of a target which is a whole URL.
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
      // HTTP/2 has the method among the headers, and Lambda hands over what no header can hold: nobody will ask for them.
    }
  }
  return headers
}

/** Makes the platform's request. Its URL always stands on `http://localhost`. */
export function createRequest({ method, target, headers, body }: RequestParts): Request {
  const spoken = unspeakable.test(method) ? 'GET' : method
  const init = { method: spoken, headers: toHeaders(headers) }
  if (bodiless.test(spoken)) return new Request(toUrl(target), init)
  const content = typeof body === 'string' ? new TextEncoder().encode(body) : body
  return new Request(toUrl(target), { ...init, body: content, duplex: 'half' })
}
