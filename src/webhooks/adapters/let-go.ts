import type { NodeRequest } from './node-types.ts'

/** Long enough for an answer to arrive, short enough not to keep a socket for someone who sends forever. */
const lingerMs = 2_000

/**
 * Drops what is left of the body of a request that has been answered, and hangs up where it does not end soon.
 *
 * To hang up at once could cut the answer off: a client that is still sending gets a reset instead of it.
 */
export function letGo(incoming: NodeRequest): void {
  // Whoever listens makes the body wait for a reader, and there is none any more.
  incoming.removeAllListeners('data')
  incoming.resume()
  if (incoming.complete !== false) return
  const timer = setTimeout(() => incoming.destroy(), lingerMs)
  const stop = () => clearTimeout(timer)
  incoming.on('end', stop)
  incoming.on('close', stop)
}
