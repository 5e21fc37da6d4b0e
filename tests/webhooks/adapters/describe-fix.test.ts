import assert from 'node:assert/strict'
import { test } from 'node:test'
import { describeFix } from '../../../src/webhooks/adapters/describe-fix.ts'
import { fakeIncoming, type IncomingFields } from '../../tools/incoming.ts'

const fixFor = (fields: IncomingFields) => describeFix(fakeIncoming([], fields))

test('a request of Express, or of Nest on it, gets the fixes of both and no others', () => {
  const fix = fixFor({ app: () => {}, originalUrl: '/', query: {}, cookies: {} })
  assert.match(fix, /express\.raw\(\{ type: "\*\/\*" \}\)/)
  assert.match(fix, /rawBody: true/)
  assert.doesNotMatch(fix, /Next|Koa|Fastify/)
})

test('a request of a Next.js pages route gets the fix of Next.js', () => {
  const fix = fixFor({ query: {}, cookies: {} })
  assert.match(fix, /export const config = \{ api: \{ bodyParser: false \} \}/)
  assert.doesNotMatch(fix, /Koa|Fastify|Express/)
})

test('a request that does not tell where it comes from gets the fix of each framework', () => {
  const fix = fixFor({})
  for (const name of ['Koa', 'Fastify', 'Express', 'Nest', 'Next.js', 'Vercel']) assert.ok(fix.includes(name), name)
  assert.match(fix, /addContentTypeParser\('\*'/)
})
