import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postWebhook } from '../../../src/sandbox/server/post-webhook.ts'
import { withLoopback } from '../../tools/loopback.ts'

const open = () => new AbortController().signal
const webhook = (url: string) => new Request(url, { method: 'POST', body: '{"a":"\\/"}' })

test('posts the very bytes and answers the status', async () => {
  const received: string[] = []
  const listener: Parameters<typeof withLoopback>[0] = async (request, response) => {
    for await (const chunk of request) received.push(String(chunk))
    response.writeHead(202).end('thanks')
  }
  await withLoopback(listener, async (url) => {
    assert.equal((await postWebhook([], open())(webhook(url))).status, 202)
  })
  assert.deepEqual(received, ['{"a":"\\/"}'])
})

test('a redirect is not followed', async () => {
  const paths: (string | undefined)[] = []
  const listener: Parameters<typeof withLoopback>[0] = (request, response) => {
    paths.push(request.url)
    response.writeHead(307, { location: '/elsewhere' }).end()
  }
  await withLoopback(listener, async (url) => {
    assert.equal((await postWebhook([], open())(webhook(`${url}/hook`))).status, 307)
  })
  assert.deepEqual(paths, ['/hook'])
})

test('a host that is not this machine is refused, and the message names the option', async () => {
  const deliver = postWebhook([], open())
  for (const url of ['https://shop.test/', 'http://10.0.0.1/', 'http://127.0.0.1.shop.test/']) {
    await assert.rejects(async () => deliver(webhook(url)), /allowCallbackHosts/)
  }
})

test('a host that is allowed is asked, in any case of its name', async () => {
  const closed = new AbortController()
  closed.abort(new Error('no network here'))
  const deliver = postWebhook(['Shop.TEST'], closed.signal)
  await assert.rejects(async () => deliver(webhook('https://shop.test/')), /no network here/)
})

test('what is under way ends with the server', async () => {
  const closed = new AbortController()
  const hanging: Parameters<typeof withLoopback>[0] = () => closed.abort(new Error('closed'))
  await withLoopback(hanging, async (url) => {
    await assert.rejects(async () => postWebhook([], closed.signal)(webhook(url)), /closed/)
  })
})
