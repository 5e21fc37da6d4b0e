import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createError } from '../../errors/create-error.ts'

/** Where a server that listens on every address can be reached from this machine. */
const nearest: Readonly<Record<string, string>> = { '0.0.0.0': '127.0.0.1', '::': '::1' }

function toUrl({ address, family, port }: AddressInfo): string {
  const host = nearest[address] ?? address
  return `http://${family === 'IPv6' ? `[${host}]` : host}:${port}`
}

function explain(cause: unknown, port: number, host: string) {
  const { code = '', message } = cause as NodeJS.ErrnoException
  const option = ['EADDRINUSE', 'EACCES', 'ERR_SOCKET_BAD_PORT'].includes(code) ? 'port' : 'host'
  return createError('config', `The sandbox cannot listen on ${host}:${port}: ${message}.`, { option })
}

/** Makes a server listen and answers its URL; a port that is taken, or a host that is not here, is a `config` error. */
export function listen(server: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (cause: unknown) => reject(explain(cause, port, host))
    // Stays for good: an `error` that nobody hears would end the process.
    server.on('error', fail)
    try {
      server.listen(port, host, () => resolve(toUrl(server.address() as AddressInfo)))
    } catch (cause) {
      fail(cause)
    }
  })
}
