import assert from 'node:assert/strict'
import type { RequestListener } from 'node:http'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { createUndiciFetch } from '../../src/undici/create-undici-fetch.ts'
import type { UndiciOptions } from '../../src/undici/options.ts'
import { credentials } from '../tools/credentials.ts'
import { assertHidden } from '../tools/error-views.ts'
import { withLoopback } from '../tools/loopback.ts'
import { type AnswerConnect, withProxy } from '../tools/proxy.ts'
import { rejected } from '../tools/rejected.ts'
import { paymentSample } from '../tools/samples.ts'
import { testAuthority, withSecureLoopback } from '../tools/secure-loopback.ts'

const gateway: RequestListener = (request, response) => {
  request.resume()
  assert.equal(request.headers['proxy-authorization'], undefined)
  response.end(JSON.stringify({ state: 0, result: paymentSample }))
}

/** Reads a payment through a proxy, over a transport that is closed afterwards. */
async function readThrough(baseUrl: string, options: UndiciOptions) {
  const fetch = createUndiciFetch(options)
  try {
    return await createClient({ ...credentials, retries: 0, baseUrl, fetch }).payments.get({ order_id: 'order-1' })
  } finally {
    await fetch.close()
  }
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
    await withLoopback(gateway, (baseUrl) =>
      withProxy(async ({ port, asked }) => {
        const { uuid } = await readThrough(baseUrl, { proxy: `http://${user}127.0.0.1:${port}` })
        assert.equal(uuid, paymentSample.uuid)
        assert.deepEqual(asked, [{ what: `CONNECT ${new URL(baseUrl).host}`, credentials: expected }])
      }),
    )
  })

  test(`a request over https goes through a tunnel of the proxy, ${what}`, async () => {
    await withSecureLoopback(gateway, (target) =>
      withProxy(async ({ port, asked }) => {
        const options = { proxy: `http://${user}localhost:${port}`, ca: testAuthority }
        const { uuid } = await readThrough(`https://localhost:${target}`, options)
        assert.equal(uuid, paymentSample.uuid)
        assert.deepEqual(asked, [{ what: `CONNECT localhost:${target}`, credentials: expected }])
      }),
    )
  })
}

test('a https proxy is trusted by the same authority', async () => {
  await withSecureLoopback(gateway, (target) =>
    withProxy(
      async ({ port }) => {
        const options = { proxy: `https://localhost:${port}`, ca: [testAuthority] }
        assert.equal((await readThrough(`https://127.0.0.1:${target}`, options)).uuid, paymentSample.uuid)
      },
      { secure: true },
    ),
  )
})

test('calls one after another share a tunnel', async () => {
  await withLoopback(gateway, (baseUrl) =>
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
      /: the proxy opened no tunnel: it answered 407 to CONNECT\.$/,
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
      gateway(request, response)
    }
    await withLoopback(listener, (baseUrl) =>
      withProxy(
        async ({ port, asked }) => {
          const proxy = `http://${userInfo}@127.0.0.1:${port}`
          const error = await rejected('network', readThrough(baseUrl, { proxy, connectTimeoutMs }))
          assert.match(error.message, message)
          assert.deepEqual([error.outcome, error.retryable, asked.length, reached], ['not_sent', true, 1, 0])
          assertHidden(error, { password, encoded: encodeURIComponent(password), token: token.slice(6) })
        },
        { answer },
      ),
    )
  })
}

test('a proxy that is not there, or not to be trusted, proves that nothing was sent', async () => {
  await withLoopback(gateway, async (baseUrl) => {
    const nobody = await withProxy(async ({ port }) => `http://${userInfo}@127.0.0.1:${port}`)
    const untrusted = (port: number) => `https://${userInfo}@localhost:${port}`
    const errors = [
      await rejected('network', readThrough(baseUrl, { proxy: nobody })),
      await withProxy(({ port }) => rejected('network', readThrough(baseUrl, { proxy: untrusted(port) })), {
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
  await withLoopback(gateway, (baseUrl) =>
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
