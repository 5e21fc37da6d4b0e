import { freePort, runService, withFolder } from './run-service.ts'

/** Runs something while a Redis of its own serves it: Debian's package `redis-server`. */
export const withRedis = <Value>(
  run: (port: number) => Promise<Value>,
  settings: Readonly<Record<string, string | number>> = {},
): Promise<Value> =>
  withFolder(async (folder) => {
    const port = await freePort()
    const all = { port, bind: '127.0.0.1', dir: folder, save: '', appendonly: 'no', ...settings }
    const args = Object.entries(all).flatMap(([name, value]) => [`--${name}`, String(value)])
    return runService({ command: 'redis-server', args, ready: /Ready to accept connections/ }, () => run(port))
  })
