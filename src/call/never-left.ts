const maxDepth = 5

// Raised while a connection was looked up, opened, secured (OpenSSL's certificate errors) or led through a proxy, or by a
// pool that had been closed: no byte of the request was sent. Other TLS errors can come later and prove nothing.
const codes =
  /^(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|UND_ERR_(CONNECT_TIMEOUT|CLOSED|PRX_.+)|ERR_PROXY_TUNNEL|UNABLE_TO_.+|(?!ERR_SSL)(.*_)?CERT(_.+)?|ERR_SSL_WRONG_VERSION_NUMBER)$/
const syscalls = /^(connect|getaddrinfo)$/

interface ErrorLike {
  readonly code?: unknown
  readonly syscall?: unknown
  readonly cause?: unknown
  readonly errors?: unknown
}

/** Whether a transport's error proves that the request never left: its code is found in the error or down its causes. */
export function neverLeft(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > maxDepth) return false
  const { code, syscall, cause, errors } = error as ErrorLike
  // Node tries every address of a host and reports them together.
  if (Array.isArray(errors) && errors.length > 0) return errors.every((each) => neverLeft(each, depth + 1))
  return codes.test(String(code)) || syscalls.test(String(syscall)) || neverLeft(cause, depth + 1)
}
