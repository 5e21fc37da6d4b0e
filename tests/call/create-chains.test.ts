import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createChains } from '../../src/call/create-chains.ts'
import { resolveSettings } from '../../src/call/resolve-settings.ts'
import type { Middleware } from '../../src/call/types.ts'
import { createLog } from '../tools/create-log.ts'
import { credentials } from '../tools/credentials.ts'
import { answer, fakeFetch } from '../tools/fake-fetch.ts'
import { requestOf } from '../tools/transport.ts'

const busy = () => answer(503, 'busy', { 'retry-after': '0' })

test('middleware comes first, then the logger, then retries, each of them headed for fetch', async () => {
  const { logger, lines } = createLog()
  const { fetch, sent } = fakeFetch(busy)
  const seen: string[] = []
  const middleware: Middleware = (next) => async (request) => {
    seen.push(`before ${lines.length} lines`)
    const response = await next(request)
    seen.push(`after ${response.attempts} attempts`)
    return response
  }
  const chainOf = createChains(resolveSettings({ ...credentials, fetch, logger, middleware: [middleware] }))
  const { status, attempts } = await chainOf(2, 1000)(requestOf({ repeats: true }))
  assert.deepEqual([status, attempts, sent.length], [503, 3, 3])
  assert.deepEqual(seen, ['before 0 lines', 'after 3 attempts'])
  assert.deepEqual(
    lines.map(([level]) => level),
    ['info', 'debug', 'debug', 'info'],
  )
})

test('a chain is made once for each setting, and few are kept', () => {
  let made = 0
  const middleware: Middleware = (next) => {
    made += 1
    return next
  }
  const chainOf = createChains(resolveSettings({ ...credentials, middleware: [middleware] }))
  assert.equal(chainOf(2, 1000), chainOf(2, 1000))
  assert.notEqual(chainOf(2, 1000), chainOf(1, 1000))
  assert.equal(made, 2)
  for (let ms = 1; ms <= 50; ms++) chainOf(0, ms)
  assert.equal(made, 52)
  chainOf(0, 1)
  assert.equal(made, 52)
  chainOf(0, 50)
  assert.equal(made, 53)
})

test('all chains of a client share one budget of retries', async () => {
  const { fetch, sent } = fakeFetch(busy)
  const chainOf = createChains(resolveSettings({ ...credentials, fetch }))
  for (let call = 0; call < 40; call++) await chainOf(1, 1000 + (call % 2))(requestOf({ repeats: true }))
  assert.equal(sent.length, 80)
  for (let call = 0; call < 40; call++) await chainOf(2, 1000)(requestOf({ repeats: true }))
  assert.equal(sent.length, 130)
})
