import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { listen } from '../../../src/sandbox/server/listen.ts'
import { rejected } from '../../tools/rejected.ts'

const closed = (server: ReturnType<typeof createServer>) => new Promise((resolve) => server.close(resolve))

for (const [host, url] of [
  ['127.0.0.1', /^http:\/\/127\.0\.0\.1:\d+$/],
  ['::1', /^http:\/\/\[::1\]:\d+$/],
  ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
] as const) {
  test(`listens on ${host} and says where`, async () => {
    const server = createServer()
    assert.match(await listen(server, 0, host), url)
    await closed(server)
  })
}

test('a port that no computer has is a config error about the port', async () => {
  assert.equal((await rejected('config', listen(createServer(), 70_000, '127.0.0.1'))).option, 'port')
})

test('an address that is not here is a config error about the host', async () => {
  assert.equal((await rejected('config', listen(createServer(), 0, '192.0.2.1'))).option, 'host')
})
