import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEvent, toLambdaHandler } from '../../../src/webhooks/adapters/lambda-handler.ts'
import type { WebhookEndpoint } from '../../../src/webhooks/handler/types.ts'
import { balancerEvent, httpEvent, restEvent } from '../../support/lambda-events.ts'
import { rejected } from '../../support/rejected.ts'
import { thrown } from '../../support/thrown.ts'
import { signedWallet } from '../../support/webhooks.ts'

const base64 = Buffer.from(signedWallet).toString('base64')

for (const [format, makeEvent] of [
  ['1.0', restEvent],
  ['2.0', httpEvent],
] as const) {
  test(`method, path, headers and text of an event in format ${format} become a request`, async () => {
    const request = readEvent(makeEvent({ body: signedWallet }))
    assert.equal(request.method, 'POST')
    assert.equal(new URL(request.url).pathname, '/hooks')
    assert.equal(request.headers.get('content-type'), 'application/json')
    assert.equal(await request.text(), signedWallet)
  })

  test(`a body in base64 is decoded in format ${format}`, async () => {
    assert.equal(await readEvent(makeEvent({ body: base64, isBase64Encoded: true })).text(), signedWallet)
  })

  test(`a text that could be base64 is left alone in format ${format}`, async () => {
    assert.equal(await readEvent(makeEvent({ body: 'aGVsbG8=', isBase64Encoded: false })).text(), 'aGVsbG8=')
  })

  test(`no body is an empty one in format ${format}`, async () => {
    assert.equal(await readEvent(makeEvent({ body: null })).text(), '')
    assert.equal(await readEvent(makeEvent({ body: undefined, isBase64Encoded: true })).text(), '')
  })

  test(`a body that is said to be base64 and is not cannot be read in format ${format}`, async () => {
    await assert.rejects(readEvent(makeEvent({ body: signedWallet, isBase64Encoded: true })).text(), /is base64/)
  })

  test(`a parsed body fails with the fix in format ${format}`, async () => {
    const error = await rejected('webhook', readEvent(makeEvent({ body: JSON.parse(signedWallet) })).text())
    assert.equal(error.reason, 'not_raw')
    assert.match(error.message, /proxy integration/)
  })
}

test('a query string is part of the URL', () => {
  assert.equal(readEvent(httpEvent({ rawQueryString: 'a=1' })).url, 'http://localhost/hooks?a=1')
})

test('all values of a header are kept', () => {
  const multiValueHeaders = { 'X-Twice': ['1', '2'], 'X-None': undefined }
  assert.equal(readEvent(restEvent({ multiValueHeaders })).headers.get('x-twice'), '1, 2')
})

test('an event without headers has none', () => {
  assert.deepEqual([...readEvent(restEvent({ headers: null, multiValueHeaders: null })).headers], [])
})

for (const [what, event] of [
  ['nothing', undefined],
  ['null', null],
  ['a text', 'hello'],
  ['the parsed body itself', JSON.parse(signedWallet)],
  ['an event of a schedule', { source: 'aws.events', detail: {} }],
] as const) {
  test(`${what} in place of an event fails with the fix`, async () => {
    const request = readEvent(event as never)
    assert.equal(request.method, 'POST')
    assert.match((await rejected('webhook', request.text())).message, /Lambda proxy integration/)
  })
}

/** Answers with the address that it was handed. */
const tellAddress: WebhookEndpoint = async (_request, context) => new Response(context?.remoteAddress ?? 'unknown')

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
  const handle: WebhookEndpoint = async () => new Response('no', { status: 401, headers: { 'X-Why': 'sign' } })
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
  const { option, message } = thrown('config', () => toLambdaHandler(undefined as never))
  assert.deepEqual([option, message], ['handle', 'handle must be what createWebhookHandler returns.'])
})
