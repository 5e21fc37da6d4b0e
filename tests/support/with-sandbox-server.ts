import { serveSandbox } from '../../src/sandbox/server/serve-sandbox.ts'
import type { SandboxServer, ServeOptions } from '../../src/sandbox/server/types.ts'

/** Serves a sandbox for as long as something runs. */
export async function withSandboxServer<Value>(
  options: ServeOptions,
  run: (server: SandboxServer) => Promise<Value>,
): Promise<Value> {
  const server = await serveSandbox(options)
  try {
    return await run(server)
  } finally {
    await server.close()
  }
}
