import assert from 'node:assert/strict'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { toNodeListener } from '../../../src/webhooks/adapters/node-listener.ts'
import { createLog } from '../../support/create-log.ts'
import { hook, openHandler } from '../../support/webhook-handler.ts'
import { signedPayment } from '../../support/webhooks.ts'

const post = (port: number) =>
  new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request({ port, method: 'POST', host: '127.0.0.1' }, (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    sent.on('error', reject)
    sent.end(signedPayment)
  })

test('W12: a server of Node that is given the handler without its adapter answers, and names the adapter', async () => {
  const { logger, lines } = createLog()
  const server = createServer(openHandler({ logger }) as never)
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { status, text } = await post((server.address() as AddressInfo).port)
  server.close()
  assert.equal(status, 500)
  assert.match(text, /toNodeListener\(handle\)/)
  assert.match(String(lines.at(-1)?.[2].detail), /toNodeListener\(handle\)/)
})

test('W12: a response of Express or Koa in the place of the request is answered', async () => {
  for (const place of ['request', 'context', 'member'] as const) {
    const ended: string[] = []
    const response = { statusCode: 200, setHeader: () => {}, end: (text: string) => ended.push(text) }
    const handle = openHandler() as (...args: unknown[]) => Promise<Response>
    const args = { request: [response], context: [{ method: 'POST' }, response], member: [{ res: response }] }[place]
    assert.equal((await handle(...args)).status, 500)
    assert.deepEqual([ended.length, response.statusCode], [1, 500])
    assert.match(ended[0] ?? '', /toNodeListener/)
  }
})

for (const given of [undefined, null, 'POST', {}, { method: 'POST', text: '{}' }, { httpMethod: 'POST', body: '{}' }]) {
  test(`W12: says what to do with ${JSON.stringify(given)}, which is no request`, async () => {
    const response = await openHandler()(given as never)
    assert.equal(response.status, 500)
    assert.match(await response.text(), /toLambdaHandler\(handle\).*context\.req\.raw/)
  })
}

test('W12: the listener for Node that is given a web request answers with a response that names the fix', async (t) => {
  const error = t.mock.method(console, 'error', () => {})
  const listener = toNodeListener(openHandler()) as unknown as (...args: unknown[]) => Promise<Response>
  const response = await listener(hook(signedPayment))
  assert.equal(response.status, 500)
  assert.match(await response.text(), /export const POST = handle/)
  assert.equal(error.mock.callCount(), 1)
})
