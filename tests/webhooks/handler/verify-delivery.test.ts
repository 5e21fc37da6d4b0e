import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus } from '../../../src/gateways/gateways.ts'
import { isReply } from '../../../src/webhooks/handler/reply.ts'
import type { DeliveryContext, WebhookHandlerOptions } from '../../../src/webhooks/handler/types.ts'
import { verifyDelivery } from '../../../src/webhooks/handler/verify-delivery.ts'
import { parseWebhook } from '../../../src/webhooks/parse-webhook.ts'
import { signWebhook } from '../../../src/webhooks/sign-webhook.ts'
import { createLog } from '../../support/create-log.ts'
import { rejected } from '../../support/rejected.ts'
import { bare, hook, settingsOf } from '../../support/webhook-handler.ts'
import { payment, paymentKey, payout, payoutKey, signedBodies, signedPayment } from '../../support/webhooks.ts'

const verify = (options: Partial<WebhookHandlerOptions>, request: Request, context: DeliveryContext = {}) =>
  verifyDelivery(settingsOf(options), request, context)

const refused = async (...args: Parameters<typeof verify>) => {
  const verified = await verify(...args)
  return isReply(verified) ? verified : assert.fail('it was trusted')
}

const trusted = async (...args: Parameters<typeof verify>) => {
  const verified = await verify(...args)
  return isReply(verified) ? assert.fail(`it was refused: ${verified.text}`) : verified
}

for (const { name, body, key } of signedBodies) {
  test(`reads ${name}`, async () => {
    assert.deepEqual((await trusted({}, hook(body))).event, parseWebhook(body, key))
  })
}

const wrongKey = signWebhook(payment, 'another-key-0123456789')
const allowedIps = ['203.0.113.7', '2001:db8::7']

test('finds words for a refusal only where somebody reads them', async () => {
  assert.equal((await refused({}, hook(wrongKey))).detail, undefined)
  const { logger } = createLog()
  assert.match((await refused({ logger }, hook(wrongKey))).detail ?? '', /^The signature fits none of the keys\./)
  const swapped = signWebhook(payout, paymentKey)
  assert.match((await refused({ logger }, hook(swapped))).detail ?? '', /Are the keys swapped\?$/)
})

const scope = 'cryptomus.webhooks'

for (const { name, body, key } of signedBodies) {
  for (const [form, sent] of [
    ['as_sent', body],
    ['reencoded', body.replaceAll('","', '", "')],
  ] as const) {
    test(`logs for debugging how ${name} was signed, ${form}, and nothing of it`, async () => {
      const { logger, lines } = createLog()
      const { type } = (await trusted({ logger }, hook(sent))).event
      const role = key === payoutKey ? 'payout' : 'payment'
      assert.deepEqual(lines, [['debug', 'webhook signature matches', { scope, type, form, key: role }]])
    })
  }
}

test('logs a signature of an unknown type as one of any key, and of a type that is no text no type', async () => {
  const { logger, lines } = createLog()
  await trusted({ logger }, hook(signWebhook({ ...payment, type: 'invoice' }, payoutKey)))
  await refused({ logger }, hook(signWebhook({ ...payment, type: { secret: 'of the body' } }, paymentKey)))
  const fields = { scope, form: 'as_sent', key: 'any' }
  assert.deepEqual(
    lines.map(([, , told]) => told),
    [
      { ...fields, type: 'invoice' },
      { ...fields, type: undefined },
    ],
  )
})

test('logs nothing for debugging of a refused signature, nor to the console of those without a logger', async (t) => {
  const { logger, lines } = createLog()
  await refused({ logger }, hook(wrongKey))
  assert.deepEqual(lines, [])
  const debug = t.mock.method(console, 'debug', () => {})
  await trusted({ logger: undefined }, hook(signedPayment))
  assert.equal(debug.mock.callCount(), 0)
})

test('W16: does not look for words about a large body', async () => {
  const { logger } = createLog()
  const sized = (size: number) => wrongKey.replace('{', `{"note":"${'x'.repeat(size - wrongKey.length - 10)}",`)
  assert.notEqual((await refused({ logger }, hook(sized(8_192)))).detail, undefined)
  assert.equal((await refused({ logger }, hook(sized(8_193)))).detail, undefined)
})

test('names what a genuine body lacks, to the owner alone', async () => {
  const reply = await refused({}, hook(signWebhook({ ...payment, uuid: undefined }, paymentKey)))
  assert.deepEqual([reply.text, reply.detail], ['malformed', 'The webhook is genuine but incomplete: uuid is missing.'])
})

for (const chosen of [undefined, null, false, 'hmac', {}, Promise.resolve(() => true)]) {
  test(`trusts nothing where a request's scheme is ${String(chosen)}`, async () => {
    const error = await rejected('config', verify({ scheme: (() => chosen) as never }, hook(signedPayment)))
    assert.deepEqual([error.option, error.message], ['scheme', 'scheme must return a function.'])
  })
}

test('does not trust what a scheme has vouched for to be well-formed', async () => {
  const trusting = { scheme: () => () => true }
  assert.equal((await refused(trusting, hook('{"type":"payment"}'))).text, 'malformed')
  assert.equal((await refused(trusting, hook('{"type":"payment","a":1,"a":2}'))).text, 'duplicate_key')
})

test('takes the scheme of the gateway', async () => {
  const unsigned = JSON.stringify(payment)
  const gateway = { ...cryptomus, id: 'own', scheme: (body: string) => body === unsigned }
  await trusted({ gateway }, hook(unsigned))
  assert.equal((await refused({ gateway }, hook(signedPayment))).code, 401)
})

for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
  test(`turns ${method} away`, async () => assert.equal((await refused({}, bare(method))).code, 405))
}

for (const remoteAddress of ['203.0.113.7', '::ffff:203.0.113.7', '2001:db8::7', '2001:DB8:0::7']) {
  test(`lets ${remoteAddress} through, which is on the list`, async () => {
    await trusted({ allowedIps }, hook(signedPayment), { remoteAddress })
  })
}

for (const remoteAddress of ['203.0.113.8', '203.0.113.70', '::ffff:203.0.113.8', '2001:db8::8']) {
  test(`turns ${remoteAddress} away, which is not on the list`, async () => {
    const { result, code, detail } = await refused({ allowedIps }, hook(signedPayment), { remoteAddress })
    assert.deepEqual([result, code], ['refused', 403])
    assert.equal(detail, `the sender's address is ${remoteAddress.replace('::ffff:203', '203')}`)
  })
}

for (const remoteAddress of [undefined, '', null, 7, '1203.0.113.7', '203.0.113.7, 203.0.113.7', 'constructor']) {
  test(`turns a sender away whose address is ${JSON.stringify(remoteAddress)}, where there is a list`, async () => {
    const { code, detail } = await refused({ allowedIps }, hook(signedPayment), { remoteAddress } as DeliveryContext)
    assert.deepEqual([code, detail], [403, "the sender's address is not known; the adapter did not hand it in"])
  })
}

for (const name of [
  ...['x-forwarded-for', 'cf-connecting-ip', 'true-client-ip', 'x-real-ip', 'forwarded', 'x-vercel-forwarded-for'],
]) {
  test(`does not believe ${name}`, async () => {
    const request = () => hook(signedPayment, { [name]: name === 'forwarded' ? 'for=203.0.113.7' : '203.0.113.7' })
    for (const context of [{}, { remoteAddress: '198.51.100.9' }]) {
      assert.equal((await refused({ allowedIps }, request(), context)).code, 403)
    }
  })
}

test('asks clientIp alone for the address, when there is one', async () => {
  const clientIp: WebhookHandlerOptions['clientIp'] = ({ headers }) => headers.get('x-real-ip') ?? undefined
  const proxied = hook(signedPayment, { 'x-real-ip': '::ffff:203.0.113.7' })
  await trusted({ allowedIps, clientIp }, proxied)
  assert.equal(
    (await refused({ allowedIps, clientIp }, hook(signedPayment), { remoteAddress: '203.0.113.7' })).code,
    403,
  )
})

test('W15: counts deliveries by address before the body is read', async () => {
  const keys: unknown[] = []
  const rateLimit = (address: string | undefined) => keys.push(address) > 0
  for (const remoteAddress of ['203.0.113.7', '::ffff:203.0.113.7', '2001:DB8::7']) {
    await verify({ rateLimit }, hook(signedPayment), { remoteAddress })
  }
  assert.deepEqual(keys, ['203.0.113.7', '203.0.113.7', '2001:db8::7'])
})

test('W15: counts a sender without an address only after its signature failed, so that the gateway is never counted', async () => {
  const keys: unknown[] = []
  const rateLimit = (address: string | undefined) => {
    keys.push(address)
    return false
  }
  for (const remoteAddress of [undefined, '', 'unix:/sock']) {
    await trusted({ rateLimit }, hook(signedPayment), { remoteAddress })
    assert.equal((await refused({ rateLimit }, hook(wrongKey), { remoteAddress })).code, 429)
  }
  assert.deepEqual(keys, [undefined, undefined, undefined])
})

test('does not count what comes from a wrong address', async () => {
  const rateLimit = () => assert.fail('it was counted')
  assert.equal((await refused({ allowedIps, rateLimit }, hook(signedPayment))).code, 403)
})
