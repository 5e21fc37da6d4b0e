import type { IncomingMessage } from 'node:http'
import { withLoopback } from '../loopback.ts'
import type { Fault } from './types.ts'

/** A server that answers every request with one fault, and what reached it. */
export interface FaultServer {
  readonly url: string
  /** Requests by path: what was sent where it should, `/followed` and `/stolen` where it should not. */
  readonly seen: readonly string[]
  /** Sockets that were opened. */
  readonly sockets: ReadonlySet<unknown>
}

/** Runs something against a server that has a fault, and another origin where nothing should arrive. */
export async function withFault<Value>(
  fault: Fault,
  good: string,
  run: (server: FaultServer) => Promise<Value>,
  expire: () => void = () => {},
): Promise<Value> {
  const seen: string[] = []
  const sockets = new Set<unknown>()
  const note = (request: IncomingMessage) => {
    seen.push(request.url ?? '')
    sockets.add(request.socket)
  }
  return withLoopback(
    (request, response) => {
      note(request)
      response.end(good)
    },
    (elsewhere) =>
      withLoopback(
        (request, response) => {
          note(request)
          request.resume()
          response.on('error', () => {})
          fault.respond({ request, response, good, elsewhere, expire })
        },
        (url) => run({ url, seen, sockets }),
      ),
  )
}
