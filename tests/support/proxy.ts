import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { withServer } from './loopback.ts'
import { serverIdentity } from './secure-loopback.ts'

/** What a proxy was asked for. */
export interface Asked {
  /** Method and target, as they came. */
  readonly what: string
  readonly credentials: string | undefined
}

/** A proxy on this machine, as one without TLS unless told otherwise. */
export interface ProxyServer {
  readonly port: number
  readonly asked: readonly Asked[]
}

/** Answers CONNECT in some way; by itself a proxy opens the tunnel. */
export type AnswerConnect = (client: Duplex, request: IncomingMessage) => void

const openTunnel: AnswerConnect = (client, request) => {
  const [host, port] = (request.url ?? '').split(':')
  const target = connect(Number(port), host, () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    target.pipe(client).pipe(target)
  })
  target.on('error', () => client.destroy())
  client.on('error', () => target.destroy()).on('close', () => target.destroy())
}

/** Runs something beside a real proxy, which is gone afterwards with all of its tunnels. */
export async function withProxy<Value>(
  run: (proxy: ProxyServer) => Promise<Value>,
  { answer = openTunnel, secure = false }: { readonly answer?: AnswerConnect; readonly secure?: boolean } = {},
): Promise<Value> {
  const asked: Asked[] = []
  const tunnels = new Set<Duplex>()
  const note = ({ method, url, headers }: IncomingMessage) =>
    asked.push({ what: `${method} ${url}`, credentials: headers['proxy-authorization'] })
  const server = secure ? createSecureServer(serverIdentity) : createServer()
  server.on('request', (request, response) => {
    note(request)
    response.writeHead(501).end()
  })
  server.on('connect', (request: IncomingMessage, client: Duplex) => {
    note(request)
    tunnels.add(client)
    client.on('error', () => {})
    answer(client, request)
  })
  return withServer(server, async (port) => {
    try {
      return await run({ port, asked })
    } finally {
      for (const tunnel of tunnels) tunnel.destroy()
    }
  })
}
