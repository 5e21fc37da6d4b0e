import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Server } from 'node:net'

/** Runs something while a server listens on this machine; it and its connections are gone afterwards. */
export async function withServer<Value>(
  server: Server & { readonly closeAllConnections?: () => void },
  run: (port: number) => Promise<Value>,
): Promise<Value> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  try {
    return await run(port)
  } finally {
    server.closeAllConnections?.()
    await new Promise((resolve) => server.close(resolve))
  }
}

/**
 * Runs something against a real HTTP server on this machine, which is gone afterwards.
 *
 * It never closes an idle connection by itself: on a busy machine a client would meet that as a reset.
 */
export const withLoopback = <Value>(listener: RequestListener, run: (url: string) => Promise<Value>): Promise<Value> =>
  withServer(createServer({ keepAliveTimeout: 0 }, listener), (port) => run(`http://127.0.0.1:${port}`))
