import assert from 'node:assert/strict'
import { test } from 'node:test'
import { redisCommands } from '../../src/stores/redis-commands.ts'
import { thrown } from '../tools/thrown.ts'

/** Clients that answer with what they were called with. */
const ioRedis = { call: async (...args: string[]) => args }
const nodeRedis = {
  get: async (...args: unknown[]) => ['get', ...args],
  set: async (...args: unknown[]) => ['set', ...args],
  eval: async (...args: unknown[]) => ['eval', ...args],
}

test('ioredis is sent commands as they are', async () => {
  const { get, setNew, run } = redisCommands(ioRedis)
  assert.deepEqual(await get('k'), ['get', 'k'])
  assert.deepEqual(await setNew('k', 'v'), ['set', 'k', 'v', 'NX'])
  assert.deepEqual(await setNew('k', 'v', 5000), ['set', 'k', 'v', 'PX', '5000', 'NX'])
  assert.deepEqual(await run('return 1', 'k', ['a', 'b']), ['eval', 'return 1', '1', 'k', 'a', 'b'])
})

test('node-redis is called with options', async () => {
  const { get, setNew, run } = redisCommands(nodeRedis)
  assert.deepEqual(await get('k'), ['get', 'k'])
  assert.deepEqual(await setNew('k', 'v'), ['set', 'k', 'v', { NX: true }])
  assert.deepEqual(await setNew('k', 'v', 5000), ['set', 'k', 'v', { NX: true, PX: 5000 }])
  assert.deepEqual(await run('return 1', 'k', ['a']), ['eval', 'return 1', { keys: ['k'], arguments: ['a'] }])
})

test('a client that has both is one of ioredis', async () => {
  assert.deepEqual(await redisCommands({ ...nodeRedis, ...ioRedis }).setNew('k', 'v'), ['set', 'k', 'v', 'NX'])
})

test('what is no client is refused', () => {
  for (const none of [undefined, null]) {
    assert.equal(thrown('config', () => redisCommands(none as never)).message, 'client is missing.')
  }
  for (const wrong of ['redis://localhost', {}, new Map(), { call: true }, { ...nodeRedis, eval: undefined }]) {
    const error = thrown('config', () => redisCommands(wrong as never))
    assert.deepEqual(
      [error.option, error.message],
      ['client', 'client must be a client of redis (4 or later) or of ioredis.'],
    )
  }
})
