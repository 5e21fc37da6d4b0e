import assert from 'node:assert/strict'
import { createServer, type RequestListener } from 'node:http'
import { createServer as createTcpServer, type LookupFunction } from 'node:net'
import { test } from 'node:test'
import { Agent } from 'undici'
import { createClient } from '../../src/client.ts'
import { createUndiciFetch } from '../../src/undici/create-undici-fetch.ts'
import { openDispatcher, requireUndici } from '../../src/undici/dispatcher.ts'
import type { UndiciOptions } from '../../src/undici/options.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { credentials } from '../support/credentials.ts'
import { withLoopback, withServer } from '../support/loopback.ts'
import { rejected } from '../support/rejected.ts'
import { testAuthority, withSecureLoopback } from '../support/secure-loopback.ts'
import { thrown } from '../support/thrown.ts'

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

// OpenSSL raises the same error for a record that is garbled later.
test('after a handshake with a server that speaks no TLS the outcome is unknown', async () => {
  const run = withLoopback(gateway, (url) => read(url.replace('http:', 'https:')))
  const error = await rejected('network', run)
  assert.match(error.message, /wrong version number|packet length/)
  assert.equal(error.outcome, 'unknown')
})

const get = { path: '/', method: 'GET', headers: {}, body: null, signal: null } as const

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
    const { body } = await dispatcher.request({ ...get, origin: `http://127.0.0.1:${port}` })
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

/** Stands for the modules that can be loaded beside this package. */
const loaderOf = (modules: Readonly<Record<string, unknown>>) => (name: string) => {
  const loaded = modules[name]
  if (loaded === undefined) throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' })
  return typeof loaded === 'function' ? loaded() : loaded
}

const own = { 'cryptomus-kit/package.json': { version: '1.0.0' } }
const crash = () => {
  throw new TypeError("Cannot read properties of undefined (reading 'bind')")
}

const unusable: readonly (readonly [what: string, modules: Record<string, unknown>, message: string])[] = [
  ['is missing', own, 'undici is not installed. Run npm install undici@7.'],
  ...['5.29.0', '4.16.0', '0.1.0'].map(
    (version) =>
      [
        `is ${version}`,
        { ...own, 'undici/package.json': { version }, undici: {} },
        `undici ${version} is older than 6. Run npm install undici@7.`,
      ] as const,
  ),
  [
    'crashes when it is loaded',
    { ...own, 'undici/package.json': { version: '8.13.1' }, undici: crash },
    `undici 8.13.1 does not run on Node ${process.versions.node}. Run npm install undici@7.`,
  ],
]

for (const [what, modules, message] of unusable) {
  test(`an undici that ${what} is a config error, at once and with what to install`, () => {
    const error = thrown('config', () => openDispatcher({}, () => requireUndici(loaderOf(modules))))
    assert.deepEqual([error.option, error.message, error.outcome], ['undici', message, 'not_sent'])
  })
}

for (const version of ['6.0.0', '6.29.1', '7.30.2', '8.13.1', '10.0.0', '6.0.0-alpha.1']) {
  test(`undici ${version} is used`, () => {
    const undici = {}
    assert.equal(requireUndici(loaderOf({ ...own, 'undici/package.json': { version }, undici })), undici)
  })
}

test('an undici that does not show its version is used', () => {
  const undici = {}
  assert.equal(requireUndici(loaderOf({ ...own, undici })), undici)
})

test('an undici without a pool, such as that of Bun, is a config error', () => {
  class Agent {}
  const error = thrown('config', () => openDispatcher({}, () => ({ Agent }) as never))
  assert.deepEqual([error.option, error.message], ['undici', 'undici has no pool on this runtime: leave fetch out.'])
})

test('a dispatcher that was passed needs no undici', async () => {
  const dispatcher = new Agent()
  const open = openDispatcher({ dispatcher }, () => assert.fail('undici was loaded'))
  await open.close()
  assert.ok(!dispatcher.closed)
  await dispatcher.close()
})

test('in a bundle undici is imported by the first call', async () => {
  await withLoopback(gateway, async (url) => {
    const dispatcher = openDispatcher({}, () => requireUndici(loaderOf({})))
    const { statusCode, body } = await dispatcher.request({ ...get, origin: url })
    for await (const _ of body);
    assert.equal(statusCode, 200)
    await dispatcher.close()
    await assert.rejects(async () => dispatcher.request({ ...get, origin: url }), {
      code: /^UND_ERR_(CLOSED|DESTROYED)$/,
    })
  })
})

test('in a bundle a dispatcher that was never used can be closed', () => openDispatcher({}, () => undefined).close())

test('HTTP/2 is off whatever the default of undici is, and undici sets no limit of its own to a response', () => {
  let settings: object | undefined
  function Agent(given: object) {
    settings = given
  }
  Agent.prototype.request = () => {}
  openDispatcher({ connections: 3, keepAliveTimeoutMs: 5, connectTimeoutMs: 7 }, () => ({ Agent }) as never)
  assert.deepEqual(settings, {
    allowH2: false,
    bodyTimeout: 0,
    connect: { timeout: 7 },
    connections: 3,
    headersTimeout: 0,
    keepAliveTimeout: 5,
  })
})
