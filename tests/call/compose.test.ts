import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compose } from '../../src/call/compose.ts'
import type { ApiRequest, Middleware, Send } from '../../src/call/types.ts'
import { answerOf, requestOf } from '../tools/transport.ts'

const trace: string[] = []
const named =
  (name: string): Middleware =>
  (next) =>
  async (request) => {
    trace.push(`${name} in`)
    const answer = await next(request)
    trace.push(`${name} out`)
    return answer
  }

test('the first middleware is the outermost', async () => {
  trace.length = 0
  const send: Send = async () => {
    trace.push('sent')
    return answerOf('{}')
  }
  await compose(named('a'), named('b'), named('c'))(send)(requestOf())
  assert.deepEqual(trace, ['a in', 'b in', 'c in', 'sent', 'c out', 'b out', 'a out'])
})

test('nothing composed is the send itself', () => {
  const send: Send = async () => answerOf('{}')
  assert.equal(compose()(send), send)
})

test('what a middleware changes of the request reaches the next one', async () => {
  const seen: (string | undefined)[] = []
  const rewrite: Middleware = (next) => (request) => next({ ...request, body: '{"b":2}' })
  const send: Send = async ({ body }: ApiRequest) => {
    seen.push(body)
    return answerOf('{}')
  }
  await compose(rewrite)(send)(requestOf({ body: '{"a":1}' }))
  assert.deepEqual(seen, ['{"b":2}'])
})
