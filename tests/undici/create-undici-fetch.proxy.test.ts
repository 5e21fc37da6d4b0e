import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createSecureServer } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import { test } from 'node:test'
import { Agent, type Dispatcher, ProxyAgent } from 'undici'
import { createClient } from '../../src/client.ts'
import { createUndiciFetch } from '../../src/undici/create-undici-fetch.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { withLoopback, withServer } from '../support/loopback.ts'
import { rejected } from '../support/rejected.ts'
import { serverIdentity, testAuthority, withSecureLoopback } from '../support/secure-loopback.ts'

// Proxies, certificates, pipelining and HTTP/2 are undici's own; each is passed as a dispatcher and meets a real server.

const gateway: RequestListener = (request, response) => {
  request.resume()
  response.end(JSON.stringify({ state: 0, result: paymentSample }))
}

/** Reads a payment over a dispatcher, which is closed afterwards. */
async function readOver(dispatcher: Dispatcher, baseUrl: string, options: { readonly timeoutMs?: number } = {}) {
  try {
    const fetch = createUndiciFetch({ dispatcher })
    const client = createClient({ ...credentials, retries: 0, baseUrl, fetch, ...options })
    return await client.payments.get({ order_id: 'order-1' })
  } finally {
    await dispatcher.destroy()
  }
}

test('a server is trusted by an authority that an Agent is given', async () => {
  await withSecureLoopback(gateway, async (port) => {
    for (const host of ['localhost', '127.0.0.1']) {
      const dispatcher = new Agent({ connect: { ca: testAuthority } })
      assert.equal((await readOver(dispatcher, `https://${host}:${port}`)).uuid, paymentSample.uuid)
    }
  })
})

for (const [allowH2, expected] of [
  [false, '1.1'],
  [true, '2.0'],
] as const) {
  test(`HTTP ${expected} is spoken over an Agent whose allowH2 is ${allowH2}`, async () => {
    const server = createSecureServer({ ...serverIdentity, allowHTTP1: true })
    let version: string | undefined
    server.on('request', (request, response) => {
      version = request.httpVersion
      request.resume()
      response.end(JSON.stringify({ state: 0, result: paymentSample }))
    })
    await withServer(server, async (port) => {
      const dispatcher = new Agent({ allowH2, connect: { ca: testAuthority } })
      assert.equal((await readOver(dispatcher, `https://localhost:${port}`)).uuid, paymentSample.uuid)
    })
    assert.equal(version, expected)
  })
}

test('an Agent without pipelining of any kind closes a connection after its response', async () => {
  const sockets = new Set<unknown>()
  const listener: RequestListener = (request, response) => {
    sockets.add(request.socket)
    assert.equal(request.headers.connection, 'close')
    gateway(request, response)
  }
  await withLoopback(listener, async (baseUrl) => {
    const dispatcher = new Agent({ pipelining: 0 })
    const client = createClient({ ...credentials, baseUrl, fetch: createUndiciFetch({ dispatcher }) })
    for (let call = 0; call < 3; call++) await client.payments.get({ order_id: 'order-1' })
    await dispatcher.close()
  })
  assert.equal(sockets.size, 3)
})

/** A request that a proxy received. */
interface Asked {
  /** Method and target. */
  readonly what: string
  readonly credentials: string | undefined
}

/** A proxy on this machine. */
interface ProxyServer {
  readonly port: number
  readonly asked: readonly Asked[]
}

/** Response to CONNECT. @default opens the tunnel */
type AnswerConnect = (client: Duplex, request: IncomingMessage) => void

const openTunnel: AnswerConnect = (client, request) => {
  const [host, port] = (request.url ?? '').split(':')
  const target = connect(Number(port), host, () => {
    client.write('HTTP/1.1 200 Connection Established\r\n\r\n')
    target.pipe(client).pipe(target)
  })
  target.on('error', () => client.destroy())
  client.on('error', () => target.destroy()).on('close', () => target.destroy())
}

/** Runs a function beside a real proxy, which is closed afterwards with all of its tunnels. */
async function withProxy<Value>(
  run: (proxy: ProxyServer) => Promise<Value>,
  { answer = openTunnel, secure = false }: { readonly answer?: AnswerConnect; readonly secure?: boolean } = {},
): Promise<Value> {
  const asked: Asked[] = []
  const tunnels = new Set<Duplex>()
  const note = ({ method, url, headers }: IncomingMessage) =>
    asked.push({ what: `${method} ${url}`, credentials: headers['proxy-authorization'] })
  const server = secure ? createHttpsServer(serverIdentity) : createServer()
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

/** A gateway that fails if it sees the credentials of the proxy. */
const gatewayBehindProxy: RequestListener = (request, response) => {
  assert.equal(request.headers['proxy-authorization'], undefined)
  gateway(request, response)
}

const password = 'p@ss:wörd/?#%'
const token = `Basic ${Buffer.from(`shop:${password}`).toString('base64')}`

for (const [what, credential] of [
  ['without credentials', undefined],
  ['with credentials', token],
] as const) {
  const authorised = credential === undefined ? {} : { token: credential }

  test(`a request over http goes through a tunnel of a ProxyAgent, ${what}`, async () => {
    await withLoopback(gatewayBehindProxy, (baseUrl) =>
      withProxy(async ({ port, asked }) => {
        const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${port}`, proxyTunnel: true, ...authorised })
        assert.equal((await readOver(dispatcher, baseUrl)).uuid, paymentSample.uuid)
        assert.deepEqual(asked, [{ what: `CONNECT ${new URL(baseUrl).host}`, credentials: credential }])
      }),
    )
  })

  test(`a request over https goes through a tunnel of a ProxyAgent, ${what}`, async () => {
    await withSecureLoopback(gatewayBehindProxy, (target) =>
      withProxy(async ({ port, asked }) => {
        const requestTls = { ca: testAuthority }
        const dispatcher = new ProxyAgent({ uri: `http://localhost:${port}`, requestTls, ...authorised })
        assert.equal((await readOver(dispatcher, `https://localhost:${target}`)).uuid, paymentSample.uuid)
        assert.deepEqual(asked, [{ what: `CONNECT localhost:${target}`, credentials: credential }])
      }),
    )
  })
}

test('credentials in the URL of a proxy reach it as they are', async () => {
  await withLoopback(gatewayBehindProxy, (baseUrl) =>
    withProxy(async ({ port, asked }) => {
      const dispatcher = new ProxyAgent({
        uri: `http://shop:${encodeURIComponent(password)}@127.0.0.1:${port}`,
        proxyTunnel: true,
      })
      await readOver(dispatcher, baseUrl)
      assert.equal(asked[0]?.credentials, token)
    }),
  )
})

test('an https proxy is trusted by an authority that a ProxyAgent is given', async () => {
  await withSecureLoopback(gatewayBehindProxy, (target) =>
    withProxy(
      async ({ port }) => {
        const tls = { ca: testAuthority }
        const dispatcher = new ProxyAgent({ uri: `https://localhost:${port}`, requestTls: tls, proxyTls: tls })
        assert.equal((await readOver(dispatcher, `https://127.0.0.1:${target}`)).uuid, paymentSample.uuid)
      },
      { secure: true },
    ),
  )
})

const refusals: readonly (readonly [status: number, line: string])[] = [
  [407, 'Proxy Authentication Required'],
  [403, 'Forbidden'],
]

for (const [status, line] of refusals) {
  test(`a proxy that refuses with ${status} is a network error that says so, and is asked once`, async () => {
    let reached = 0
    const listener: RequestListener = (request, response) => {
      reached++
      gatewayBehindProxy(request, response)
    }
    const answer: AnswerConnect = (client) => client.end(`HTTP/1.1 ${status} ${line}\r\ncontent-length: 0\r\n\r\n`)
    await withLoopback(listener, (baseUrl) =>
      withProxy(
        async ({ port, asked }) => {
          const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${port}`, token, proxyTunnel: true })
          const error = await rejected('network', readOver(dispatcher, baseUrl))
          assert.match(error.message, new RegExp(`\\(${status}\\).*HTTP Tunneling`))
          assert.deepEqual([error.retryable, asked.length, reached], [true, 1, 0])
          assertHidden(error, { password, token: token.slice(6) })
        },
        { answer },
      ),
    )
  })
}

test('a proxy that is not there, or not to be trusted, proves that nothing was sent', async () => {
  await withLoopback(gatewayBehindProxy, async (baseUrl) => {
    const uri = await withProxy(async ({ port }) => `http://127.0.0.1:${port}`)
    const errors = [
      await rejected('network', readOver(new ProxyAgent({ uri, token, proxyTunnel: true }), baseUrl)),
      await withProxy(
        ({ port }) => {
          const dispatcher = new ProxyAgent({ uri: `https://localhost:${port}`, token, proxyTunnel: true })
          return rejected('network', readOver(dispatcher, baseUrl))
        },
        { secure: true },
      ),
    ]
    for (const error of errors) {
      assert.deepEqual([error.outcome, error.retryable], ['not_sent', true])
      assertHidden(error, { password, token: token.slice(6) })
    }
  })
})

test('a proxy that does not respond costs no more than the time of the call', async () => {
  await withLoopback(gatewayBehindProxy, (baseUrl) =>
    withProxy(
      async ({ port }) => {
        const dispatcher = new ProxyAgent({ uri: `http://127.0.0.1:${port}`, proxyTunnel: true })
        await rejected('timeout', readOver(dispatcher, baseUrl, { timeoutMs: 20 }))
      },
      { answer: () => {} },
    ),
  )
})
