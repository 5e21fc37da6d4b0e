import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Cluster, Redis } from 'ioredis'
import { Redis as Redis5 } from 'ioredis-5'
import { createClient, createClientPool, createCluster, RESP_TYPES } from 'redis'
import { createClient as createClient4 } from 'redis-4'
import { createClient as createClient5 } from 'redis-5'
import { type RedisClient, redisStore } from '../../../src/stores/redis-store.ts'
import type { Store } from '../../../src/stores/types.ts'
import { freePort } from '../../support/run-service.ts'
import { type TestContext, testStore } from '../../support/store-conformance.ts'
import { withRedis } from '../../support/with-redis.ts'

/** A store that sends each call to the next of several on the same entries, as several processes would. */
function shareOut(stores: readonly Store[]): Store {
  let calls = 0
  const next = () => stores[calls++ % stores.length] as Store
  return {
    get: (key) => next().get(key),
    add: (key, value) => next().add(key, value),
    replace: (key, from, to) => next().replace(key, from, to),
  }
}

/** A client that is connected, and the way to end it. */
interface Connected {
  readonly client: RedisClient
  readonly close: () => unknown
}

const host = '127.0.0.1'
const buffers = { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.SIMPLE_STRING]: Buffer }

async function connect<Client extends { connect(): Promise<unknown>; destroy(): unknown }>(client: Client) {
  await client.connect()
  return { client, close: () => client.destroy() }
}

const ioRedis = (client: Redis | Redis5 | Cluster) => ({ client, close: () => client.disconnect() })

/** Each kind of client, connected to the server on a port. */
const clients: Readonly<Record<string, (port: number) => Promise<Connected>>> = {
  'redis 6': (port) => connect(createClient({ url: `redis://${host}:${port}` })),
  'redis 6, as Buffers': async (port) => {
    const { client, close } = await connect(createClient({ url: `redis://${host}:${port}` }))
    return { client: client.withTypeMapping(buffers), close }
  },
  'redis 6, a pool': (port) => connect(createClientPool({ url: `redis://${host}:${port}` })),
  'redis 5': (port) => connect(createClient5({ url: `redis://${host}:${port}` })),
  'redis 4': async (port) => {
    const client = createClient4({ url: `redis://${host}:${port}` })
    await client.connect()
    return { client, close: () => client.disconnect() }
  },
  'ioredis 6': async (port) => ioRedis(new Redis({ host, port })),
  'ioredis 6, with a prefix of its own': async (port) => ioRedis(new Redis({ host, port, keyPrefix: 'shop:' })),
  'ioredis 5': async (port) => ioRedis(new Redis5({ host, port })),
}

const clusters: typeof clients = {
  'redis 6, a cluster': (port) => connect(createCluster({ rootNodes: [{ url: `redis://${host}:${port}` }] })),
  'ioredis 6, a cluster': async (port) => ioRedis(new Cluster([{ host, port }])),
}

/** Runs something with a client that is closed afterwards. */
async function withClient(open: Promise<Connected>, run: (client: RedisClient) => Promise<void>): Promise<void> {
  const { client, close } = await open
  try {
    await run(client)
  } finally {
    await close()
  }
}

/** Tests each kind of client, with the calls shared out among two of them. */
async function testClients(context: TestContext, kinds: typeof clients, port: number): Promise<void> {
  for (const [name, open] of Object.entries(kinds)) {
    await withClient(open(port), (one) =>
      withClient(open(port), (other) => {
        const expiryOf = (space: string) => (space === 'adds' ? { expireMs: 600_000 } : {})
        const storeOf = (client: RedisClient, space: string) =>
          redisStore(client, { prefix: `${name}:${space}:`, ...expiryOf(space) })
        return testStore(context, name, (space) => shareOut([storeOf(one, space), storeOf(other, space)]))
      }),
    )
  }
}

test('redisStore on Redis', { timeout: 120_000 }, (t) =>
  withRedis(async (port) => {
    await testClients(t, clients, port)

    await t.test('an entry expires, later after each replace', async () => {
      const redis = new Redis({ host, port })
      try {
        const store = redisStore(redis, { prefix: 'expiry:', expireMs: 600_000 })
        const isFresh = async () => Math.abs((await redis.pttl('expiry:key')) - 600_000) < 60_000
        await store.add('key', 'one')
        assert.ok(await isFresh())
        await redis.pexpire('expiry:key', 100_000)
        assert.equal(await store.replace('key', 'other', 'two'), false)
        assert.equal(await isFresh(), false)
        assert.equal(await store.replace('key', 'one', 'two'), true)
        assert.ok(await isFresh())
        await redis.pexpire('expiry:key', 0)
        assert.equal(await store.get('key'), undefined)
        assert.equal(await store.replace('key', 'two', 'three'), false)
        assert.equal(await store.add('key', 'four'), true)
      } finally {
        redis.disconnect()
      }
    })

    await t.test('without a time, entries stay for good', async () => {
      const redis = new Redis({ host, port })
      try {
        const store = redisStore(redis, { prefix: 'forever:' })
        await store.add('key', 'one')
        assert.equal(await redis.pttl('forever:key'), -1)
        await store.replace('key', 'one', 'two')
        assert.equal(await redis.pttl('forever:key'), -1)
      } finally {
        redis.disconnect()
      }
    })

    await t.test('what Redis complains of passes through', async () => {
      const redis = new Redis({ host, port })
      try {
        await redis.lpush('wrong:key', 'a list')
        const store = redisStore(redis, { prefix: 'wrong:' })
        await assert.rejects(store.get('key'), /WRONGTYPE/)
        await assert.rejects(store.replace('key', 'a', 'b'), /WRONGTYPE/)
        assert.equal(await store.add('key', 'value'), false)
      } finally {
        redis.disconnect()
      }
    })
  }),
)

test('redisStore on a Redis Cluster', { timeout: 60_000 }, async (t) => {
  const settings = { 'cluster-enabled': 'yes', 'cluster-port': await freePort(), 'cluster-announce-ip': host }
  await withRedis(async (port) => {
    const redis = new Redis({ host, port })
    await redis.call('cluster', 'addslotsrange', 0, 16383)
    while (!String(await redis.call('cluster', 'info')).includes('cluster_state:ok')) {
      // It takes a moment to believe that it is a cluster; the time of the test bounds it.
    }
    redis.disconnect()
    await testClients(t, clusters, port)
  }, settings)
})
