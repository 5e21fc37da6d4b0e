import assert from 'node:assert/strict'
import { test } from 'node:test'
import { postWebhook } from '../../../src/sandbox/server/post-webhook.ts'
import { withLoopback } from '../../tools/loopback.ts'

const open = new AbortController().signal
const post = (url: string) => new Request(url, { method: 'POST', body: '{}' })

test('posts to this machine and answers what the receiver said', () =>
  withLoopback(
    (request, response) => response.writeHead(request.method === 'POST' ? 204 : 400).end(),
    async (url) => assert.equal((await postWebhook([], open)(post(url))).status, 204),
  ))

test('refuses another host, unless it is allowed', async () => {
  await assert.rejects(async () => postWebhook([], open)(post('http://shop.example/')), /allowCallbackHosts/)
})

test('ends what is under way when the server closes', () =>
  withLoopback(
    () => {},
    async (url) => {
      const closing = new AbortController()
      const posting = postWebhook([], closing.signal)(post(url))
      closing.abort()
      await assert.rejects(async () => posting, /abort/)
    },
  ))
