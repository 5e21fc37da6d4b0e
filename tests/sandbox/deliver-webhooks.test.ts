import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deliverWebhooks } from '../../src/sandbox/deliver-webhooks.ts'
import type { Deliver, Delivery } from '../../src/sandbox/types.ts'
import { openWorld, startAt } from '../tools/sandbox.ts'

const waiting = { url: 'https://shop.test/hook', body: '{"a":"б\\/"}', dueAt: startAt, attempt: 1 }

/** Delivers what waits, and tells what was remembered and what waits then. */
async function run(deliver: Deliver | undefined, outgoing = [waiting], redeliveries = 10) {
  const world = openWorld({ wire: { redeliveries } })
  world.outgoing.push(...outgoing)
  const remembered: Delivery[] = []
  await deliverWebhooks(world, deliver, (delivery) => remembered.push(delivery))
  return { remembered, left: world.outgoing }
}

test('a webhook is a POST of JSON with the very bytes', async () => {
  const requests: Request[] = []
  const { remembered, left } = await run((request) => {
    requests.push(request)
    return new Response(null, { status: 204 })
  })
  const [request = assert.fail()] = requests
  assert.deepEqual([request.method, request.url], ['POST', waiting.url])
  assert.equal(request.headers.get('content-type'), 'application/json')
  assert.deepEqual(Buffer.from(await request.arrayBuffer()), Buffer.from(waiting.body))
  assert.deepEqual(remembered, [{ url: waiting.url, body: waiting.body, status: 204, at: startAt }])
  assert.ok(Object.isFrozen(remembered[0]))
  assert.deepEqual(left, [])
})

test('without a receiver a webhook is only remembered', async () => {
  const { remembered, left } = await run(undefined)
  assert.deepEqual([remembered.length, remembered[0]?.status, left.length], [1, undefined, 0])
})

for (const [name, deliver, status] of [
  ['a refusal', () => new Response(null, { status: 500 }), 500],
  ['a redirect', () => new Response(null, { status: 302 }), 302],
  ['a receiver that throws', () => assert.fail(), 0],
  ['a receiver that rejects', async () => assert.fail(), 0],
  ['a receiver that answers nothing', () => undefined as unknown as Response, 0],
  ['a receiver that answers without a status', () => ({}) as Response, 0],
] as const) {
  test(`after ${name} the same webhook waits to be sent again`, async () => {
    const { remembered, left } = await run(deliver)
    assert.equal(remembered[0]?.status, status)
    assert.deepEqual(left, [{ ...waiting, dueAt: startAt + 60_000, attempt: 2 }])
  })
}

test('an address that no request can be made of gets no answer', async () => {
  const { remembered } = await run(() => assert.fail('It was sent.'), [{ ...waiting, url: 'https://a:b@shop.test/' }])
  assert.equal(remembered[0]?.status, 0)
})

test('pauses double, and end with the last attempt', async () => {
  const refuse = () => new Response(null, { status: 503 })
  const third = await run(refuse, [{ ...waiting, attempt: 3 }], 3)
  assert.deepEqual(third.left, [{ ...waiting, dueAt: startAt + 240_000, attempt: 4 }])
  const fourth = await run(refuse, [{ ...waiting, attempt: 4 }], 3)
  assert.deepEqual(fourth.left, [])
})

test('what is not due yet waits', async () => {
  const later = { ...waiting, dueAt: startAt + 1 }
  const { remembered, left } = await run(() => Response.json({}), [later, waiting])
  assert.deepEqual([remembered.length, left], [1, [later]])
})
