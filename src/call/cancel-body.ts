import type { ResponseLike } from './types.ts'

/** Lets go of a body that nobody will read, so that its socket can be used again. */
export function cancelBody(response: ResponseLike | undefined): void {
  const body = response?.body
  if (typeof body !== 'object' || body === null) return
  const stream = body as { cancel?: () => Promise<void>; destroy?: () => void }
  if (typeof stream.cancel === 'function') Promise.resolve(stream.cancel()).catch(() => {})
  else if (typeof stream.destroy === 'function') stream.destroy()
}
