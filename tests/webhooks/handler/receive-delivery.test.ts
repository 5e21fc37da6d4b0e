import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hmacSha256Hex } from '../../../src/crypto/hmac-sha256.ts'
import { cryptomus } from '../../../src/gateways/gateways.ts'
import { checkRequest, readDelivery } from '../../../src/webhooks/handler/receive-delivery.ts'
import { isReply } from '../../../src/webhooks/handler/reply.ts'
import type { DeliveryContext, WebhookHandlerOptions } from '../../../src/webhooks/handler/types.ts'
import { hmacSha256 } from '../../../src/webhooks/hmac-sha256.ts'
import { parseWebhook } from '../../../src/webhooks/parse-webhook.ts'
import { signWebhook } from '../../../src/webhooks/sign-webhook.ts'
import { createLog } from '../../support/create-log.ts'
import { thrown } from '../../support/thrown.ts'
import { bare, hook, settingsOf } from '../../support/webhook-handler.ts'
import {
  payment,
  paymentKey,
  payout,
  payoutKey,
  signedBodies,
  signedPayment,
  signedPayout,
} from '../../support/webhooks.ts'

const read = (
  body: string,
  options: Partial<WebhookHandlerOptions> = {},
  headers: Readonly<Record<string, string>> = {},
) => readDelivery(settingsOf(options), hook('', headers), body)

function refused(...args: Parameters<typeof read>) {
  const answered = read(...args)
  return isReply(answered) ? answered : assert.fail('it was trusted')
}

const reads = (...args: Parameters<typeof read>) => !isReply(read(...args))

for (const { name, body, key } of signedBodies) {
  test(`reads ${name}`, () => {
    assert.deepEqual(read(body), { event: parseWebhook(body, key) })
  })
}

const unsigned = JSON.stringify(payment)
const wrongKey = signWebhook(payment, 'another-key-0123456789')
for (const [name, body, code, text] of [
  ['no JSON', 'hello', 400, 'malformed'],
  ['nothing', '', 400, 'malformed'],
  ['a list', '[]', 400, 'malformed'],
  ['a body that was cut short', signedPayment.slice(0, -9), 400, 'malformed'],
  ['a byte order mark', `\ufeff${signedPayment}`, 400, 'malformed'],
  ['a name that comes twice', signedPayment.replace('{', '{"type":"payment",'), 400, 'duplicate_key'],
  ['a type that nobody knows', signWebhook({ ...payment, type: 'refund' }, paymentKey), 400, 'unknown_type'],
  ['no type', signWebhook({ uuid: 'u', status: 'paid' }, paymentKey), 400, 'unknown_type'],
  ['a genuine body without a uuid', signWebhook({ ...payment, uuid: undefined }, paymentKey), 400, 'malformed'],
  ['no sign', unsigned, 401, 'sign_missing'],
  ['a sign that is none', unsigned.replace('}', ',"sign":"x"}'), 401, 'sign_mismatch'],
  ['another key', wrongKey, 401, 'sign_mismatch'],
  ['another amount', signedPayment.replace('15.0', '95.0'), 401, 'sign_mismatch'],
  ['a payout under the payment key', signWebhook(payout, paymentKey), 401, 'sign_mismatch'],
  ['a payment under the payout key', signWebhook(payment, payoutKey), 401, 'sign_mismatch'],
  ['more than 64 KiB', signWebhook({ ...payment, note: 'x'.repeat(65_536) }, paymentKey), 413, 'too_large'],
] as const) {
  test(`answers ${name} with ${code} ${text}`, () => {
    const reply = refused(body)
    assert.deepEqual([reply.code, reply.text, reply.event], [code, text, undefined])
  })
}

test('takes each of several keys, for its role alone', () => {
  const options = { apiKey: ['old-key-0123', paymentKey], payoutApiKey: [payoutKey, 'next-key-0123'] }
  for (const body of [signedPayment, signWebhook(payment, 'old-key-0123'), signedPayout])
    assert.ok(reads(body, options))
  assert.ok(reads(signWebhook(payout, 'next-key-0123'), options))
  assert.equal(refused(signWebhook(payment, 'next-key-0123'), options).code, 401)
  assert.equal(refused(signWebhook(payout, 'old-key-0123'), options).code, 401)
})

test('checks payouts with the payment key, where there is no other', () => {
  assert.ok(reads(signWebhook(payout, paymentKey), { payoutApiKey: undefined }))
  assert.equal(refused(signedPayout, { payoutApiKey: undefined }).code, 401)
})

test('finds words for a refusal only where somebody reads them', () => {
  assert.equal(refused(wrongKey).detail, undefined)
  const { logger } = createLog()
  assert.match(refused(wrongKey, { logger }).detail ?? '', /^The signature fits none of the keys\./)
  assert.match(refused(signWebhook(payout, paymentKey), { logger }).detail ?? '', /Are the keys swapped\?$/)
})

test('names what a genuine body lacks, to the owner alone', () => {
  const reply = refused(signWebhook({ ...payment, uuid: undefined }, paymentKey))
  assert.deepEqual([reply.text, reply.detail], ['malformed', 'The webhook is genuine but incomplete: uuid is missing.'])
})

const scheme: WebhookHandlerOptions['scheme'] = ({ headers }) => hmacSha256(headers.get('x-signature'))

test('takes a signature out of a header, and then does not look for one in the body', () => {
  const sign = (body: string, key = paymentKey) => ({ 'x-signature': hmacSha256Hex(key, body) })
  assert.ok(reads(unsigned, { scheme }, sign(unsigned)))
  assert.ok(reads(JSON.stringify(payout), { scheme }, sign(JSON.stringify(payout), payoutKey)))
  assert.equal(refused(JSON.stringify(payout), { scheme }, sign(JSON.stringify(payout))).code, 401)
  assert.equal(refused(`${unsigned} `, { scheme }, sign(unsigned)).code, 401)
  assert.equal(refused(signedPayment, { scheme }).code, 401)
})

test('says of a scheme that is asked for no more than that it says no', () => {
  const { logger } = createLog()
  for (const body of [unsigned, signedPayment, wrongKey]) {
    const { code, text, detail } = refused(body, { scheme, logger })
    assert.deepEqual([code, text], [401, 'sign_mismatch'])
    assert.equal(detail, 'the scheme accepts it with none of the keys')
  }
  assert.equal(refused(unsigned, { scheme }).detail, undefined)
  assert.match(refused('hello', { scheme, logger }).detail ?? '', /JSON/)
})

for (const chosen of [undefined, null, false, 'hmac', {}, Promise.resolve(() => true)]) {
  test(`trusts nothing where a request's scheme is ${String(chosen)}`, () => {
    const { option, message } = thrown('config', () => read(signedPayment, { scheme: (() => chosen) as never }))
    assert.deepEqual([option, message], ['scheme', 'scheme must make a function of each request.'])
  })
}

test('does not trust what a scheme has vouched for to be well-formed', () => {
  const trusting: WebhookHandlerOptions['scheme'] = () => () => true
  assert.equal(refused('{"type":"payment"}', { scheme: trusting }).text, 'malformed')
  assert.equal(refused('{"type":"payment","a":1,"a":2}', { scheme: trusting }).text, 'duplicate_key')
})

test('takes the scheme of the gateway, and a scheme of the options before it', () => {
  const gateway = {
    ...cryptomus,
    id: 'own',
    scheme: (body: string, key: string) => key === paymentKey && body === unsigned,
  }
  assert.ok(reads(unsigned, { gateway }))
  assert.equal(refused(signedPayment, { gateway }).code, 401)
  assert.equal(refused(unsigned, { gateway, scheme }).code, 401)
})

test('reads what Heleket sends as what Cryptomus sends', () => {
  assert.ok(reads(signedPayment, { gateway: 'heleket' }))
  assert.equal(refused(wrongKey, { gateway: 'heleket' }).code, 401)
})

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
