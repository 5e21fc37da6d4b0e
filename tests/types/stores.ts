import { memoryStore, postgresStore, redisStore, type Store } from '../../src/stores/index.ts'

const ioRedis = { call: async (_command: string, ..._args: (string | number | Buffer)[]): Promise<unknown> => null }
const nodeRedis = {
  get: async (_key: string | Buffer): Promise<string | null> => null,
  set: async (_key: string, _value: string | number, _options?: { NX?: boolean; PX?: number; EX?: number }) => 'OK',
  eval: async (_script: string, _options?: { keys?: string[]; arguments?: string[] }): Promise<unknown> => 1,
}
const pool = { query: async (_text: string, _values?: unknown[]) => ({ rows: [{ value: 'a' }], rowCount: 1 }) }
const sql = Object.assign((_: TemplateStringsArray) => [], {
  unsafe: async (_text: string, _values?: unknown[]) => [{}],
})

export const stores = (): readonly Store[] => [
  memoryStore(),
  redisStore(ioRedis, { prefix: 'a:' }),
  redisStore(nodeRedis, { prefix: 'a:', expireMs: 1000 }),
  redisStore(nodeRedis, { prefix: 'a:', expireMs: undefined }),
  postgresStore(pool, { table: 'events' }),
  postgresStore(sql, { table: 'events' }),
  postgresStore(async () => [], { table: 'events' }),
]

export const refused = () => [
  // @ts-expect-error: no prefix
  redisStore(ioRedis, {}),
  // @ts-expect-error: a misspelt option
  redisStore(ioRedis, { prefix: 'a:', expiresMs: 1000 }),
  // @ts-expect-error: no client
  redisStore('redis://localhost', { prefix: 'a:' }),
  // @ts-expect-error: no table
  postgresStore(pool, {}),
  // @ts-expect-error: a function that builds queries
  postgresStore((strings: TemplateStringsArray) => Promise.resolve(strings), { table: 'events' }),
  // @ts-expect-error: keys are strings
  memoryStore().get(1),
]
