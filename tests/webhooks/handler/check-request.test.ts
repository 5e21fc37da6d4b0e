import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkRequest } from '../../../src/webhooks/handler/check-request.ts'
import type { DeliveryContext, WebhookHandlerOptions } from '../../../src/webhooks/handler/types.ts'
import { bare, hook, settingsOf } from '../../tools/webhook-handler.ts'

const allowedIps = ['203.0.113.7', '2001:db8::7']

const check = (
  options: Partial<WebhookHandlerOptions>,
  context: DeliveryContext = {},
  headers: Readonly<Record<string, string>> = {},
) => checkRequest(settingsOf(options), hook('{}', headers), context)

test('lets a POST through, from anywhere and as often as it comes', async () => {
  assert.equal(await check({}), undefined)
})

for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
  test(`turns ${method} away`, async () => {
    const refused = await checkRequest(settingsOf(), bare(method), {})
    assert.deepEqual([refused?.result, refused?.code], ['wrong_method', 405])
  })
}

for (const remoteAddress of ['203.0.113.7', '::ffff:203.0.113.7', '2001:db8::7', '2001:DB8:0::7']) {
  test(`lets ${remoteAddress} through, which is on the list`, async () => {
    assert.equal(await check({ allowedIps }, { remoteAddress }), undefined)
  })
}

for (const remoteAddress of ['203.0.113.8', '203.0.113.70', '::ffff:203.0.113.8', '2001:db8::8']) {
  test(`turns ${remoteAddress} away, which is not on the list`, async () => {
    const refused = await check({ allowedIps }, { remoteAddress })
    assert.deepEqual([refused?.result, refused?.code], ['wrong_address', 403])
    assert.equal(refused?.detail, `the sender's address is ${remoteAddress.replace('::ffff:203', '203')}`)
  })
}

for (const remoteAddress of [undefined, '', null, 7, '1203.0.113.7', '203.0.113.7, 203.0.113.7', 'constructor']) {
  test(`turns a sender away whose address is ${JSON.stringify(remoteAddress)}, where there is a list`, async () => {
    const refused = await check({ allowedIps }, { remoteAddress } as DeliveryContext)
    assert.deepEqual([refused?.result, refused?.code], ['wrong_address', 403])
    assert.equal(refused?.detail, "the sender's address is not known; the adapter did not hand it in")
  })
}

for (const [name, value] of [
  ['x-forwarded-for', '203.0.113.7'],
  ['cf-connecting-ip', '203.0.113.7'],
  ['true-client-ip', '203.0.113.7'],
  ['x-real-ip', '203.0.113.7'],
  ['forwarded', 'for=203.0.113.7;proto=https'],
  ['x-vercel-forwarded-for', '203.0.113.7'],
] as const) {
  test(`does not believe ${name}: ${value}`, async () => {
    const headers = { [name]: value }
    for (const context of [{}, { remoteAddress: '198.51.100.9' }]) {
      assert.equal((await check({ allowedIps }, context, headers))?.code, 403)
    }
    assert.equal(await check({ allowedIps }, { remoteAddress: '203.0.113.7' }, { [name]: '198.51.100.9' }), undefined)
  })
}

test('asks clientIp alone for the address, when there is one', async () => {
  const clientIp: WebhookHandlerOptions['clientIp'] = ({ headers }) => headers.get('x-real-ip') ?? undefined
  assert.equal(await check({ allowedIps, clientIp }, {}, { 'x-real-ip': '::ffff:203.0.113.7' }), undefined)
  assert.equal((await check({ allowedIps, clientIp }, { remoteAddress: '203.0.113.7' }))?.code, 403)
})

test('hands clientIp what the adapter knows', async () => {
  const clientIp: WebhookHandlerOptions['clientIp'] = (_, { remoteAddress }) => remoteAddress?.slice(1)
  assert.equal(await check({ allowedIps, clientIp }, { remoteAddress: '/203.0.113.7' }), undefined)
})

test('counts deliveries by address, and those without one together', async () => {
  const keys: string[] = []
  const rateLimit = (key: string) => keys.push(key) > 0
  for (const remoteAddress of ['203.0.113.7', '::ffff:203.0.113.7', '2001:DB8::7', undefined, '', 'unix:/sock']) {
    assert.equal(await check({ rateLimit }, { remoteAddress }), undefined)
  }
  assert.deepEqual(keys, ['203.0.113.7', '203.0.113.7', '2001:db8::7', 'unknown', 'unknown', 'unknown'])
})

test('waits for what rateLimit resolves with', async () => {
  assert.equal(await check({ rateLimit: async () => true }), undefined)
  const refused = await check({ rateLimit: async () => false })
  assert.deepEqual([refused?.result, refused?.code], ['rate_limited', 429])
})

test('does not count what comes from a wrong address', async () => {
  const rateLimit = () => assert.fail('it was counted')
  assert.equal((await check({ allowedIps, rateLimit }))?.code, 403)
})

for (const request of [undefined, null, 'POST', { method: 'POST' }, { method: 'POST', text: '{}' }]) {
  test(`says that ${JSON.stringify(request)} is no request`, async () => {
    const refused = await checkRequest(settingsOf(), request as unknown as Request, {})
    assert.deepEqual([refused?.code, refused?.detail], [500, 'the handler was not given a Request'])
  })
}
