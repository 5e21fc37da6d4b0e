import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createRedisCommands, redisStore } from '../../src/stores/redis-store.ts'
import { thrown } from '../support/thrown.ts'

/** A client that notes its commands and gives the answer that it is told to. */
function createClient(answer: unknown) {
  const sent: (readonly string[])[] = []
  const call = async (...command: string[]) => {
    sent.push(command)
    return answer
  }
  return { sent, client: { call } }
}

const lastOf = (command: readonly string[] = [], count: number) => command.slice(-count)

test('each command names the key with its prefix', async () => {
  const { sent, client } = createClient('OK')
  const store = redisStore(client, { prefix: 'shop:' })
  await store.get('key')
  await store.add('key', 'value')
  await store.replace('key', 'from', 'to')
  assert.deepEqual(sent.slice(0, 2), [
    ['get', 'shop:key'],
    ['set', 'shop:key', 'value', 'NX'],
  ])
  assert.deepEqual(lastOf(sent[2], 4), ['1', 'shop:key', 'from', 'to'])
})

test('every write sets the time that an entry is kept', async () => {
  const { sent, client } = createClient(1)
  const store = redisStore(client, { prefix: 'shop:', expireMs: 5000 })
  await store.add('key', 'value')
  await store.replace('key', 'from', 'to')
  assert.deepEqual(sent[0], ['set', 'shop:key', 'value', 'PX', '5000', 'NX'])
  assert.deepEqual(lastOf(sent[1], 3), ['from', 'to', '5000'])
  assert.equal(store.expires, true)
  assert.equal(redisStore(client, { prefix: 'shop:' }).expires, undefined)
})

for (const [answer, value] of [
  [null, undefined],
  [undefined, undefined],
  ['', ''],
  ['held', 'held'],
  [Buffer.from('\ufeffЖ'), '\ufeffЖ'],
] as const) {
  test(`get reads ${JSON.stringify(answer)} as ${JSON.stringify(value)}`, async () => {
    assert.equal(await redisStore(createClient(answer).client, { prefix: 'p:' }).get('key'), value)
  })
}

test('add has won when there is an answer, and replace when it is 1', async () => {
  const storeOf = (answer: unknown) => redisStore(createClient(answer).client, { prefix: 'p:' })
  for (const [answer, won] of [
    ['OK', true],
    [Buffer.from('OK'), true],
    [null, false],
    [undefined, false],
  ] as const) {
    assert.equal(await storeOf(answer).add('k', 'v'), won)
  }
  for (const [answer, won] of [
    [1, true],
    ['1', true],
    [1n, true],
    [0, false],
    ['0', false],
    [null, false],
  ] as const) {
    assert.equal(await storeOf(answer).replace('k', 'v', 'w'), won)
  }
})

test('an unusable client or option is refused at once', () => {
  const { client } = createClient(null)
  for (const [run, message] of [
    [() => redisStore(undefined as never, { prefix: 'p' }), /^client is missing/],
    [() => redisStore({} as never, { prefix: 'p' }), /^client must be a client of redis/],
    [() => redisStore(client, undefined as never), /^prefix is missing/],
    [() => redisStore(client, {} as never), /^prefix is missing/],
    [() => redisStore(client, { prefix: ' ' }), /^prefix is blank/],
    [() => redisStore(client, { prefix: 7 } as never), /^prefix must be a string/],
    [() => redisStore(client, { prefix: 'p', ttl: 1 } as never), /^ttl is not known \(known are prefix, expireMs\)/],
  ] as const) {
    assert.match(thrown('config', run).message, message)
  }
  for (const expireMs of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '5000', null, 1n]) {
    const error = thrown('config', () => redisStore(client, { prefix: 'p', expireMs } as never))
    assert.deepEqual(
      [error.option, error.message],
      ['expireMs', 'expireMs must be a whole number of milliseconds above zero.'],
    )
  }
})

/** Clients that answer with what they were called with. */
const ioRedis = { call: async (...args: string[]) => args }
const nodeRedis = {
  get: async (...args: unknown[]) => ['get', ...args],
  set: async (...args: unknown[]) => ['set', ...args],
  eval: async (...args: unknown[]) => ['eval', ...args],
}

test('ioredis is sent commands as they are', async () => {
  const { get, setNew, run } = createRedisCommands(ioRedis)
  assert.deepEqual(await get('k'), ['get', 'k'])
  assert.deepEqual(await setNew('k', 'v'), ['set', 'k', 'v', 'NX'])
  assert.deepEqual(await setNew('k', 'v', 5000), ['set', 'k', 'v', 'PX', '5000', 'NX'])
  assert.deepEqual(await run('return 1', 'k', ['a', 'b']), ['eval', 'return 1', '1', 'k', 'a', 'b'])
})

test('node-redis is called with options', async () => {
  const { get, setNew, run } = createRedisCommands(nodeRedis)
  assert.deepEqual(await get('k'), ['get', 'k'])
  assert.deepEqual(await setNew('k', 'v'), ['set', 'k', 'v', { NX: true }])
  assert.deepEqual(await setNew('k', 'v', 5000), ['set', 'k', 'v', { NX: true, PX: 5000 }])
  assert.deepEqual(await run('return 1', 'k', ['a']), ['eval', 'return 1', { keys: ['k'], arguments: ['a'] }])
})

test('a client that has both is one of ioredis', async () => {
  assert.deepEqual(await createRedisCommands({ ...nodeRedis, ...ioRedis }).setNew('k', 'v'), ['set', 'k', 'v', 'NX'])
})

test('Upstash is called with options of its own, and its get is kept from making objects of texts', async () => {
  const upstash = { ...nodeRedis, createScript: () => ({}) }
  const { setNew, run } = createRedisCommands(upstash)
  assert.deepEqual(await setNew('k', 'v'), ['set', 'k', 'v', { nx: true }])
  assert.deepEqual(await setNew('k', 'v', 5000), ['set', 'k', 'v', { nx: true, px: 5000 }])
  assert.deepEqual(await run('return 1', 'k', ['a']), ['eval', 'return 1', ['k'], ['a']])
  for (const [marked, value] of [
    ['v{"a":1}', '{"a":1}'],
    ['v', ''],
    [null, undefined],
  ] as const) {
    const store = redisStore({ ...upstash, eval: async () => marked }, { prefix: 'p:' })
    assert.equal(await store.get('k'), value)
  }
})

test('what is no client is refused', () => {
  for (const none of [undefined, null]) {
    assert.equal(thrown('config', () => createRedisCommands(none as never)).message, 'client is missing.')
  }
  for (const wrong of ['redis://localhost', {}, new Map(), { call: true }, { ...nodeRedis, eval: undefined }]) {
    const error = thrown('config', () => createRedisCommands(wrong as never))
    assert.deepEqual(
      [error.option, error.message],
      ['client', 'client must be a client of redis (4 or later), ioredis or @upstash/redis.'],
    )
  }
})
