import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toLambdaHandler } from '../../../src/webhooks/adapters/to-lambda-handler.ts'
import type { WebhookHandle } from '../../../src/webhooks/handler/types.ts'
import { balancerEvent, httpEvent, restEvent } from '../../tools/lambda-events.ts'
import { thrown } from '../../tools/thrown.ts'

/** Answers with the address that it was handed. */
const tellAddress: WebhookHandle = async (_request, context) => new Response(context?.remoteAddress ?? 'unknown')

for (const [what, event, address] of [
  ['API Gateway, format 1.0', restEvent(), '203.0.113.7'],
  ['API Gateway, format 2.0', httpEvent(), '203.0.113.8'],
  ['a load balancer, which does not say', balancerEvent(), 'unknown'],
  ['nothing', undefined, 'unknown'],
] as const) {
  test(`the address is the one that the event of ${what} has`, async () => {
    const { body } = await toLambdaHandler(tellAddress)(event as never)
    assert.equal(body, address)
  })
}

test('the answer has status, headers and text', async () => {
  const handle: WebhookHandle = async () => new Response('no', { status: 401, headers: { 'X-Why': 'sign' } })
  assert.deepEqual(await toLambdaHandler(handle)(restEvent()), {
    statusCode: 401,
    headers: { 'content-type': 'text/plain;charset=UTF-8', 'x-why': 'sign' },
    body: 'no',
    isBase64Encoded: false,
  })
})

test('a handle that rejects is a 500 without words', async () => {
  const answer = await toLambdaHandler(() => Promise.reject(new Error('secret')))(restEvent())
  assert.deepEqual(answer, { statusCode: 500, headers: {}, body: '', isBase64Encoded: false })
})

test('what is no handle is refused at once', () => {
  assert.equal(thrown('config', () => toLambdaHandler(undefined as never)).option, 'handle')
})
