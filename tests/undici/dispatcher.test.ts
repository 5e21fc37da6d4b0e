import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { createSecureServer } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import { connect, createServer as createTcpServer, type LookupFunction } from 'node:net'
import type { Duplex } from 'node:stream'
import { test } from 'node:test'
import { Agent } from 'undici'
import { createClient } from '../../src/client.ts'
import { createUndiciFetch } from '../../src/undici/create-undici-fetch.ts'
import { openDispatcher } from '../../src/undici/dispatcher.ts'
import type { UndiciOptions } from '../../src/undici/options.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { withLoopback, withServer } from '../support/loopback.ts'
import { rejected } from '../support/rejected.ts'
import { serverIdentity, testAuthority, withSecureLoopback } from '../support/secure-loopback.ts'

const gateway: RequestListener = (request, response) => {
  request.resume()
  response.end(JSON.stringify({ state: 0, result: paymentSample }))
}

async function read(baseUrl: string, options: UndiciOptions = {}) {
  const fetch = createUndiciFetch(options)
  try {
    const client = createClient({ ...credentials, retries: 0, baseUrl, fetch })
    return await client.payments.get({ order_id: 'order-1' })
  } finally {
    await fetch.close()
  }
}

const trusting: readonly (readonly [string, UndiciOptions['ca']])[] = [
  ['as text', testAuthority],
  ['as bytes', Buffer.from(testAuthority)],
  ['in a list', [testAuthority]],
]

for (const [what, ca] of trusting) {
  test(`a server is trusted by an authority that is given ${what}`, async () => {
    await withSecureLoopback(gateway, async (port) => {
      for (const host of ['localhost', '127.0.0.1']) {
        assert.equal((await read(`https://${host}:${port}`, { ca })).uuid, paymentSample.uuid)
      }
    })
  })
}

/** Looks every name up as this machine, and never leaves it. */
const lookUpHere: LookupFunction = (_host, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }])

const lookUpNowhere: LookupFunction = (host, _options, done) =>
  done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), '')

const failures: readonly (readonly [string, RegExp, () => Promise<unknown>])[] = [
  ['a port that nobody listens on', /ECONNREFUSED/, async () => read(await withLoopback(gateway, async (url) => url))],
  [
    'a name that is not found',
    /ENOTFOUND/,
    () => read('https://api.shop.test', { dispatcher: new Agent({ connect: { lookup: lookUpNowhere } }) }),
  ],
  [
    'an authority that nobody knows',
    /unable to verify|unable to get/,
    () => withSecureLoopback(gateway, (port) => read(`https://localhost:${port}`)),
  ],
  [
    'a certificate of another host',
    /altnames/,
    () =>
      withSecureLoopback(gateway, (port) => {
        const dispatcher = new Agent({ connect: { lookup: lookUpHere, ca: testAuthority } })
        return read(`https://api.shop.test:${port}`, { dispatcher })
      }),
  ],
  [
    'a server that never secures the connection',
    /Connect Timeout/,
    async () => {
      const server = createTcpServer()
      server.on('connection', (socket) =>
        socket
          .on('error', () => {})
          .on('end', () => socket.destroy())
          .resume(),
      )
      return withServer(server, (port) => read(`https://127.0.0.1:${port}`, { connectTimeoutMs: 50 }))
    },
  ],
]

// OpenSSL raises the same code in the middle of a connection, so it is no proof that the request did not leave.
test('a server that speaks no TLS proves nothing', async () => {
  const error = await rejected(
    'network',
    withLoopback(gateway, (url) => read(url.replace('http:', 'https:'))),
  )
  assert.match(error.message, /wrong version number|packet length/)
  assert.equal(error.outcome, 'unknown')
})

for (const [what, message, run] of failures) {
  test(`${what} proves that nothing was sent`, async () => {
    const error = await rejected('network', run())
    assert.match(error.message, message)
    assert.deepEqual([error.outcome, error.retryable, error.operation], ['not_sent', true, 'payments.get'])
  })
}

const losses: readonly (readonly [string, RequestListener])[] = [
  ['a reset before the headers', (request) => void request.socket.resetAndDestroy()],
  ['an end before the headers', (request) => void request.socket.end()],
  ['an answer that is no HTTP', (request) => void request.socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
  [
    'a reset in the middle of the body',
    (request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"state":0,', () => request.socket.resetAndDestroy())
    },
  ],
  [
    'a body that is shorter than announced',
    (request, response) => {
      response.writeHead(200, { 'content-length': '100' })
      response.write('{"state":0,', () => request.socket.end())
    },
  ],
]

for (const [what, listener] of losses) {
  test(`after ${what} the outcome is unknown`, async () => {
    const error = await rejected('network', withLoopback(listener, read))
    assert.deepEqual([error.outcome, error.retryable], ['unknown', true])
  })
}

for (const [allowH2, expected] of [
  [undefined, '1.1'],
  [false, '1.1'],
  [true, '2.0'],
] as const) {
  test(`HTTP ${expected} is spoken when allowH2 is ${allowH2}`, async () => {
    const server = createSecureServer({ ...serverIdentity, allowHTTP1: true })
    let version: string | undefined
    server.on('request', (request, response) => {
      version = request.httpVersion
      request.resume()
      response.end(JSON.stringify({ state: 0, result: paymentSample }))
    })
    await withServer(server, async (port) => {
      const { uuid } = await read(`https://localhost:${port}`, {
        ca: testAuthority,
        ...(allowH2 !== undefined && { allowH2 }),
      })
      assert.equal(uuid, paymentSample.uuid)
    })
    assert.equal(version, expected)
  })
}

test('a connection without requests is closed after its time', async () => {
  let closed = () => {}
  const end = new Promise<void>((resolve) => {
    closed = resolve
  })
  const server = createServer((request, response) => {
    request.socket.once('close', closed)
    gateway(request, response)
  })
  // So that the server gives no hint of its own.
  server.keepAliveTimeout = 0
  await withServer(server, async (port) => {
    const dispatcher = openDispatcher({ keepAliveTimeoutMs: 20 })
    const request = {
      origin: `http://127.0.0.1:${port}`,
      path: '/',
      method: 'GET',
      headers: {},
      body: null,
      signal: null,
    }
    const { body } = await dispatcher.request(request)
    for await (const _ of body);
    await end
    await dispatcher.close()
  })
})

test("a dispatcher of the caller's stays open", async () => {
  await withLoopback(gateway, async (url) => {
    const dispatcher = new Agent({ connections: 1 })
    await read(url, { dispatcher })
    assert.equal((await read(url, { dispatcher })).uuid, paymentSample.uuid)
    assert.ok(!dispatcher.closed)
    await dispatcher.close()
  })
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
const userInfo = `shop:${encodeURIComponent(password)}`
const token = `Basic ${Buffer.from(`shop:${password}`).toString('base64')}`

for (const [what, user, expected] of [
  ['without credentials', '', undefined],
  ['with credentials', `${userInfo}@`, token],
  ['with a name alone', 'shop@', `Basic ${Buffer.from('shop:').toString('base64')}`],
] as const) {
  test(`a request over http goes through a tunnel of the proxy, ${what}`, async () => {
    await withLoopback(gatewayBehindProxy, (baseUrl) =>
      withProxy(async ({ port, asked }) => {
        const { uuid } = await read(baseUrl, { proxy: `http://${user}127.0.0.1:${port}` })
        assert.equal(uuid, paymentSample.uuid)
        assert.deepEqual(asked, [{ what: `CONNECT ${new URL(baseUrl).host}`, credentials: expected }])
      }),
    )
  })

  test(`a request over https goes through a tunnel of the proxy, ${what}`, async () => {
    await withSecureLoopback(gatewayBehindProxy, (target) =>
      withProxy(async ({ port, asked }) => {
        const options = { proxy: `http://${user}localhost:${port}`, ca: testAuthority }
        const { uuid } = await read(`https://localhost:${target}`, options)
        assert.equal(uuid, paymentSample.uuid)
        assert.deepEqual(asked, [{ what: `CONNECT localhost:${target}`, credentials: expected }])
      }),
    )
  })
}

test('a https proxy is trusted by the same authority', async () => {
  await withSecureLoopback(gatewayBehindProxy, (target) =>
    withProxy(
      async ({ port }) => {
        const options = { proxy: `https://localhost:${port}`, ca: [testAuthority] }
        assert.equal((await read(`https://127.0.0.1:${target}`, options)).uuid, paymentSample.uuid)
      },
      { secure: true },
    ),
  )
})

test('calls one after another share a tunnel', async () => {
  await withLoopback(gatewayBehindProxy, (baseUrl) =>
    withProxy(async ({ port, asked }) => {
      const fetch = createUndiciFetch({ proxy: `http://127.0.0.1:${port}`, connections: 1 })
      const client = createClient({ ...credentials, retries: 0, baseUrl, fetch })
      for (let call = 0; call < 3; call++) await client.payments.get({ order_id: 'order-1' })
      await fetch.close()
      assert.equal(asked.length, 1)
    }),
  )
})

const answers: readonly (readonly [what: string, answer: AnswerConnect, message: RegExp, connectTimeoutMs?: number])[] =
  [
    [
      'asks for credentials',
      (client) => client.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
      /: the proxy opened no tunnel: it answered 407 to CONNECT \(ERR_PROXY_TUNNEL\)\.$/,
    ],
    [
      'refuses',
      (client) => client.end('HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n'),
      /it answered 403 to CONNECT/,
    ],
    ['hangs up', (client) => client.end(), /: the proxy opened no tunnel: .*(other side closed|ECONNRESET|socket)/],
    ['breaks off', (client) => client.destroy(), /: the proxy opened no tunnel: /],
    ['does not answer', () => {}, /: the proxy opened no tunnel: .*timeout/, 50],
  ]

for (const [what, answer, message, connectTimeoutMs] of answers) {
  test(`a proxy that ${what} proves that nothing was sent, and is asked once`, async () => {
    let reached = 0
    const listener: RequestListener = (request, response) => {
      reached++
      gatewayBehindProxy(request, response)
    }
    await withLoopback(listener, (baseUrl) =>
      withProxy(
        async ({ port, asked }) => {
          const proxy = `http://${userInfo}@127.0.0.1:${port}`
          const error = await rejected('network', read(baseUrl, { proxy, connectTimeoutMs }))
          assert.match(error.message, message)
          assert.deepEqual([error.outcome, error.retryable, reached], ['not_sent', true, 0])
          // The time of a busy machine may be over before it has asked.
          assert.ok(asked.length === 1 || (asked.length === 0 && connectTimeoutMs !== undefined), `${asked.length}`)
          assertHidden(error, { password, encoded: encodeURIComponent(password), token: token.slice(6) })
        },
        { answer },
      ),
    )
  })
}

test('a proxy that is not there, or not to be trusted, proves that nothing was sent', async () => {
  await withLoopback(gatewayBehindProxy, async (baseUrl) => {
    const nobody = await withProxy(async ({ port }) => `http://${userInfo}@127.0.0.1:${port}`)
    const untrusted = (port: number) => `https://${userInfo}@localhost:${port}`
    const errors = [
      await rejected('network', read(baseUrl, { proxy: nobody })),
      await withProxy(({ port }) => rejected('network', read(baseUrl, { proxy: untrusted(port) })), {
        secure: true,
      }),
    ]
    for (const error of errors) {
      assert.deepEqual([error.outcome, error.retryable], ['not_sent', true])
      assertHidden(error, { password, encoded: encodeURIComponent(password), token: token.slice(6) })
    }
  })
})

test('a client that gives up before the tunnel is there leaves nothing behind', async () => {
  await withLoopback(gatewayBehindProxy, (baseUrl) =>
    withProxy(
      async ({ port }) => {
        const fetch = createUndiciFetch({ proxy: `http://127.0.0.1:${port}`, connectTimeoutMs: 50 })
        const client = createClient({ ...credentials, retries: 0, baseUrl, fetch })
        await rejected('timeout', client.payments.get({ order_id: 'order-1' }, { timeoutMs: 20 }))
        await fetch.close()
      },
      { answer: () => {} },
    ),
  )
})
