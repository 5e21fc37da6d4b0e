import assert from 'node:assert/strict'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { Redis as Upstash } from '@upstash/redis'
import { Redis } from 'ioredis'
import { redisStore } from '../../../src/stores/redis-store.ts'
import { testStore } from '../../support/store-conformance.ts'
import { withRedis } from '../../support/with-redis.ts'

async function readJson(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk
  return JSON.parse(text)
}

const encode = (value: unknown): unknown => {
  if (typeof value === 'string') return Buffer.from(value).toString('base64')
  return Array.isArray(value) ? value.map(encode) : value
}

/** Serves a local Redis the way that Upstash serves its own: a command as a JSON array, the answer as base64. */
async function serveOverHttp(redis: Redis) {
  const send = async (command: unknown) => {
    const [name = '', ...args] = command as string[]
    try {
      return { result: encode(await redis.call(name, ...args.map(String))) }
    } catch (error) {
      return { error: String(error) }
    }
  }
  const server = createServer(async (request, response) => {
    const body = (await readJson(request)) as unknown[]
    const isPipeline = request.url?.endsWith('/pipeline')
    const answer = isPipeline ? await Promise.all(body.map(send)) : await send(body)
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }
}

test('W18: redisStore with @upstash/redis over a local Redis', { timeout: 240_000 }, (t) =>
  withRedis(async (port) => {
    const redis = new Redis({ host: '127.0.0.1', port })
    const { server, url } = await serveOverHttp(redis)
    try {
      const upstash = new Upstash({ url, token: 'token', enableTelemetry: false })
      await testStore(t, 'upstash', (space) => redisStore(upstash, { prefix: `${space}:` }))
      await t.test('an entry that another client wrote is the same text', async () => {
        const [one, other] = [redisStore(upstash, { prefix: 'both:' }), redisStore(redis, { prefix: 'both:' })]
        for (const text of ['{"v":1}', '12', '"x"', 'null', 'true', '1e999']) {
          assert.equal(await one.add(text, text), true)
          assert.deepEqual([await one.get(text), await other.get(text)], [text, text])
          assert.equal(await other.replace(text, text, `${text} `), true)
          assert.equal(await one.get(text), `${text} `)
        }
      })
      await t.test('entries expire', async () => {
        const store = redisStore(upstash, { prefix: 'expiry:', expireMs: 600_000 })
        await store.add('key', 'one')
        assert.ok((await redis.pttl('expiry:key')) > 500_000)
        await redis.pexpire('expiry:key', 1_000)
        await store.replace('key', 'one', 'two')
        assert.ok((await redis.pttl('expiry:key')) > 500_000)
      })
    } finally {
      server.close()
      server.closeAllConnections()
      redis.disconnect()
    }
  }),
)
