import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { createLog } from '../support/create-log.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

const invoice = { amount: '15.00', currency: 'USD', order_id: 'order-1' }
const app = 'http://app:3000/hook'

const clientWith = (options: object) => {
  const { fetch, sent } = fakeFetch(ok(paymentSample))
  const { logger, lines } = createLog()
  return { client: createClient({ ...credentials, fetch, logger, ...options }), sent, lines }
}

test('http to another host is refused for baseUrl and url_callback, unless it is allowed', async () => {
  const error = thrown('config', () => clientWith({ baseUrl: 'http://sandbox:8080' }))
  assert.equal(error.option, 'baseUrl')
  assert.match(error.message, /allowHttp/)
  const { client, sent } = clientWith({})
  const refused = await rejected('validation', client.payments.create({ ...invoice, url_callback: app }))
  assert.deepEqual([refused.issues[0]?.path, sent.length], ['url_callback', 0])
})

test('with allowHttp the request goes to http, with the address for webhooks as it was given', async () => {
  const { client, sent } = clientWith({ allowHttp: true, baseUrl: 'http://sandbox:8080/' })
  for (const url_callback of [app, 'HTTP://app/hook', 'http://10.0.0.7/hook', 'https://shop.example/hook']) {
    await client.payments.create({ ...invoice, url_callback })
    assert.equal(JSON.parse(sent.at(-1)?.body ?? '').url_callback, url_callback)
  }
  assert.equal(sent[0]?.url, 'http://sandbox:8080/v1/payment')
  await client.testWebhooks.payment({ url_callback: app, currency: 'USDT', network: 'tron' })
  assert.deepEqual(JSON.parse(sent.at(-1)?.body ?? '').status, 'paid')
})

for (const url_callback of [
  'ftp://app/hook',
  'javascript:alert(1)',
  'app/hook',
  'http://',
  'http:// app/hook',
  7,
  null,
]) {
  test(`allowHttp does not let ${JSON.stringify(url_callback)} through`, async () => {
    const { client, sent } = clientWith({ allowHttp: true })
    const error = await rejected('validation', client.payments.create({ ...invoice, url_callback } as never))
    assert.deepEqual([error.issues[0]?.path, sent.length], ['url_callback', 0])
  })
}

test('a client says once that http is allowed, to logger.warn or else to console.warn', async () => {
  const spoken: unknown[] = []
  const said = mock.method(console, 'warn', (message: unknown) => spoken.push(message))
  try {
    const warned: string[] = []
    const logger = { debug() {}, info() {}, error() {}, warn: (message: string) => warned.push(message) }
    const { client } = clientWith({ allowHttp: true, logger })
    await client.payments.create(invoice)
    await client.payments.create(invoice)
    assert.equal(warned.length, 1)
    assert.match(warned[0] ?? '', /allowHttp/)
    assert.equal(spoken.length, 0)
    clientWith({ allowHttp: true, logger: undefined })
    assert.equal(spoken.length, 1)
    clientWith({ allowHttp: false })
    assert.equal(spoken.length, 1)
  } finally {
    said.mock.restore()
  }
})

for (const allowHttp of ['true', 1, null]) {
  test(`allowHttp of ${JSON.stringify(allowHttp)} is refused`, () => {
    assert.equal(thrown('config', () => clientWith({ allowHttp })).message, 'allowHttp must be true or false.')
  })
}

test('a client made of two strings is refused with the shape that is wanted', () => {
  const error = thrown('config', () => createClient('merchant' as never))
  assert.equal(error.message, 'options must be an object like { merchantId, apiKey }.')
})

for (const quoted of ['"secret-key"', "'secret-key'", '`secret-key`']) {
  for (const option of ['merchantId', 'apiKey', 'payoutApiKey']) {
    test(`${option} in ${quoted[0]} is refused, without repeating it`, () => {
      const error = thrown('config', () => clientWith({ [option]: quoted }))
      assert.equal(error.message, `${option} must not be in quotes.`)
    })
  }
}

test('what allowHttp lets through is checked like everything else', async () => {
  const { client, sent } = clientWith({ allowHttp: true })
  class WithMemo {
    get from_referral_code() {
      return 'code'
    }
  }
  for (const [params, path, message] of [
    [Object.assign(new WithMemo(), { ...invoice, url_callback: app }), 'from_referral_code', /inherited/],
    [{ ...invoice, url_callback: [app] }, 'url_callback', /https URL/],
    [Object.create({ ...invoice, url_callback: app }), 'amount', /required/],
    [{ ...invoice, url_callback: `http://app/${'a'.repeat(245)}` }, 'url_callback', /255/],
  ] as const) {
    const error = await rejected('validation', client.payments.create(params as never))
    assert.equal(error.issues[0]?.path, path)
    assert.match(error.issues[0]?.message ?? '', message)
  }
  assert.equal(sent.length, 0)
  await client.payments.create({ ...invoice, url_callback: `http://app/${'a'.repeat(244)}` })
  assert.equal(sent.length, 1)
})

test('a logger that needs itself is told that http is allowed', () => {
  class Log {
    readonly lines: string[] = []
    debug() {}
    info() {}
    error() {}
    warn(message: string) {
      this.lines.push(message)
    }
  }
  const logger = new Log()
  clientWith({ allowHttp: true, logger })
  assert.equal(logger.lines.length, 1)
})
