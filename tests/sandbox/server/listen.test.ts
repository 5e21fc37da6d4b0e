import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { listen } from '../../../src/sandbox/server/listen.ts'
import { withLoopback } from '../../tools/loopback.ts'
import { rejected } from '../../tools/rejected.ts'

test('answers the URL of the port that it took', async () => {
  const server = createServer((_request, response) => response.end('here'))
  const url = await listen(server, 0, '127.0.0.1')
  assert.match(url, /^http:\/\/127\.0\.0\.1:\d+$/)
  assert.equal(await (await fetch(url)).text(), 'here')
  server.closeAllConnections()
  server.close()
})

test('a server on every address is reached through this machine', async () => {
  const server = createServer()
  assert.match(await listen(server, 0, '0.0.0.0'), /^http:\/\/127\.0\.0\.1:\d+$/)
  server.close()
})

test('a port that is taken is a config error', async () => {
  const taken = (_request: unknown, response: { end(): void }) => response.end()
  await withLoopback(taken, async (url) => {
    const port = Number(new URL(url).port)
    const error = await rejected('config', listen(createServer(), port, '127.0.0.1'))
    assert.equal(error.option, 'port')
    assert.match(error.message, new RegExp(`cannot listen on 127\\.0\\.0\\.1:${port}`))
  })
})

test('a port that is none, or a host that is not here, is a config error, too', async () => {
  assert.equal((await rejected('config', listen(createServer(), 70_000, '127.0.0.1'))).option, 'port')
  assert.equal((await rejected('config', listen(createServer(), 0, '192.0.2.1'))).option, 'host')
})
