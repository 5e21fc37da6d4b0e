import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ClientOptions, resolveBaseUrl, resolveSettings } from '../../src/call/client-options.ts'
import { createCaller } from '../../src/call/create-caller.ts'
import { readEnv } from '../../src/env.ts'
import { cryptomus, heleket } from '../../src/gateways/gateways.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { signContent } from '../../src/signing/sign-payload.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { thrown } from '../support/thrown.ts'

const usable: readonly (readonly [string, string])[] = [
  ['https://api.cryptomus.com', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com/', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com/v1', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com/v1/', 'https://api.cryptomus.com'],
  ['https://api.cryptomus.com//', 'https://api.cryptomus.com'],
  ['https://proxy.example/cryptomus', 'https://proxy.example/cryptomus'],
  ['https://proxy.example/cryptomus/v1', 'https://proxy.example/cryptomus'],
  ['https://proxy.example/v10', 'https://proxy.example/v10'],
  ['https://proxy.example/v1/cryptomus', 'https://proxy.example/v1/cryptomus'],
  ['https://proxy.example:8443/a%20b', 'https://proxy.example:8443/a%20b'],
  ['HTTPS://API.Example/', 'https://api.example'],
  ['http://localhost:3000', 'http://localhost:3000'],
  ['http://api.localhost/', 'http://api.localhost'],
  ['http://127.0.0.1:8080/v1', 'http://127.0.0.1:8080'],
  ['http://[::1]:9', 'http://[::1]:9'],
  ['https://10.0.0.5', 'https://10.0.0.5'],
]

for (const [given, resolved] of usable) {
  test(`${given} is taken as ${resolved}`, () => assert.equal(resolveBaseUrl(given), resolved))
}

const unsafe: readonly unknown[] = [
  'http://api.cryptomus.com',
  'http://10.0.0.5',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'https://user@api.cryptomus.com',
  'https://user:password@api.cryptomus.com',
  'https://:password@api.cryptomus.com',
  'https://api.cryptomus.com?key=1',
  'https://api.cryptomus.com/#v1',
  'ftp://api.cryptomus.com',
  'ws://localhost',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'data:text/plain,x',
  'api.cryptomus.com',
  '//api.cryptomus.com',
  '/v1',
  'https://',
  'garbage',
  '',
  ' ',
  undefined,
  null,
  7,
]

for (const given of unsafe) {
  test(`${String(given)} (${typeof given}) is refused as a base URL`, () => {
    const error = thrown('config', () => resolveBaseUrl(given as string))
    assert.equal(error.option, 'baseUrl')
    assert.match(
      error.message,
      /baseUrl must be an https URL without credentials, query or fragment \(http on loopback only, or with allowHttp\)/,
    )
    assert.ok(!error.message.includes('password'))
  })
}

test('the option that held the URL is named', () => {
  const error = thrown('config', () => resolveBaseUrl('http://gateway.example', 'gateway.apiUrl'))
  assert.equal(error.option, 'gateway.apiUrl')
  assert.match(error.message, /^gateway\.apiUrl must be/)
})

const { merchantId, apiKey, payoutApiKey } = credentials

test('what is left out has its documented default', () => {
  assert.deepEqual(resolveSettings({ merchantId, apiKey }), {
    merchantId,
    apiKey,
    payoutApiKey: undefined,
    gateway: cryptomus,
    baseUrl: 'https://api.cryptomus.com',
    allowHttp: false,
    timeoutMs: 30_000,
    attemptTimeoutMs: undefined,
    retries: 2,
    logger: undefined,
    // The global one, which is looked up at each call.
    fetch: undefined,
    middleware: [],
    sign: signContent,
  })
})

test('what is given is taken', () => {
  const options: Required<ClientOptions> = {
    merchantId,
    apiKey,
    payoutApiKey,
    fetch: async () => ({ status: 200, text: async () => '' }),
    gateway: heleket,
    baseUrl: 'https://proxy.example/v1',
    timeoutMs: 5,
    attemptTimeoutMs: 4,
    retries: 0,
    logger: console,
    middleware: [(next) => next],
    sign: () => 'signature',
    allowHttp: false,
  }
  assert.deepEqual(resolveSettings(options), { ...options, baseUrl: 'https://proxy.example' })
})

test('options that are undefined count as left out', () => {
  const left = {
    payoutApiKey: undefined,
    fetch: undefined,
    gateway: undefined,
    baseUrl: undefined,
    timeoutMs: undefined,
    attemptTimeoutMs: undefined,
    retries: undefined,
    logger: undefined,
  }
  const settings = resolveSettings({ merchantId, apiKey, ...left, middleware: undefined, sign: undefined })
  assert.deepEqual(settings, resolveSettings({ merchantId, apiKey }))
})

test('a gateway brings its own base URL, also by name', () => {
  assert.equal(resolveSettings({ ...credentials, gateway: 'heleket' }).baseUrl, 'https://api.heleket.com')
  const gateway = { ...cryptomus, id: 'own', apiUrl: 'https://gateway.example/v1' }
  assert.equal(resolveSettings({ ...credentials, gateway }).baseUrl, 'https://gateway.example')
  const baseUrl = 'http://localhost:3000'
  assert.equal(resolveSettings({ ...credentials, gateway: 'heleket', baseUrl }).baseUrl, baseUrl)
})

const bad: readonly (readonly [string, unknown, string, RegExp])[] = [
  ['no options', undefined, 'merchantId', /merchantId is missing; .*CRYPTOMUS_MERCHANT_ID.*readEnv\(process\.env\)/],
  ['null', null, 'merchantId', /CRYPTOMUS_MERCHANT_ID/],
  ['empty options', {}, 'merchantId', /pass it, or set CRYPTOMUS_MERCHANT_ID/],
  ['no apiKey', { merchantId }, 'apiKey', /apiKey is missing; .*CRYPTOMUS_API_KEY/],
  ['an empty environment', readEnv({}), 'merchantId', /CRYPTOMUS_MERCHANT_ID/],
  ['a blank merchantId', { merchantId: ' ', apiKey }, 'merchantId', /is blank.*CRYPTOMUS_MERCHANT_ID/],
  ['a merchantId that no header can carry', { merchantId: 'é', apiKey }, 'merchantId', /must be visible ASCII/],
  ['a merchantId with a line break inside', { merchantId: 'a\nb', apiKey }, 'merchantId', /must be visible ASCII/],
  ['an empty apiKey', { merchantId, apiKey: '' }, 'apiKey', /is blank.*CRYPTOMUS_API_KEY/],
  [
    'the word undefined as merchantId',
    { merchantId: 'undefined', apiKey },
    'merchantId',
    /is the word undefined; pass it/,
  ],
  [
    'the word undefined as apiKey',
    { merchantId, apiKey: `${undefined}` },
    'apiKey',
    /is the word undefined; .*API_KEY/,
  ],
  [
    'the word null as payoutApiKey',
    { ...credentials, payoutApiKey: 'null' },
    'payoutApiKey',
    /is the word null; .*PAYOUT/,
  ],
  ['a number as apiKey', { merchantId, apiKey: 7 }, 'apiKey', /apiKey must be a string/],
  ['an apiKey with a line break', { merchantId, apiKey: `${apiKey}\n` }, 'apiKey', /white space around it/],
  [
    'a blank payoutApiKey',
    { merchantId, apiKey, payoutApiKey: ' ' },
    'payoutApiKey',
    /is blank.*CRYPTOMUS_PAYOUT_API_KEY/,
  ],
  ['an empty payoutApiKey', { merchantId, apiKey, payoutApiKey: '' }, 'payoutApiKey', /CRYPTOMUS_PAYOUT_API_KEY/],
  ['null as payoutApiKey', { merchantId, apiKey, payoutApiKey: null }, 'payoutApiKey', /is missing/],
  [
    'a misspelt option',
    { ...credentials, merchantID: 'x' },
    'merchantID',
    /merchantID is not known .did you mean merchantId\?/,
  ],
  ['a misspelt key', { merchantId, apikey: apiKey }, 'apikey', /did you mean apiKey\?/],
  ['an option of others', { ...credentials, sandbox: true }, 'sandbox', /known are merchantId, apiKey, payoutApiKey/],
  ['a fetch that is none', { ...credentials, fetch: 'node-fetch' }, 'fetch', /fetch must be a function/],
  ['null as fetch', { ...credentials, fetch: null }, 'fetch', /fetch must be a function/],
  ['a sign that is none', { ...credentials, sign: 'md5' }, 'sign', /sign must be a function/],
  ['a single middleware', { ...credentials, middleware: (next: unknown) => next }, 'middleware', /must be a list/],
  ['a middleware that is none', { ...credentials, middleware: [{}] }, 'middleware', /must be a list of functions/],
  [
    'a middleware left out of a list',
    { ...credentials, middleware: [undefined] },
    'middleware',
    /must be a list of functions/,
  ],
  ['a timeout of zero', { ...credentials, timeoutMs: 0 }, 'timeoutMs', /above zero/],
  ['a timeout as text', { ...credentials, timeoutMs: '30' }, 'timeoutMs', /timeoutMs must be milliseconds/],
  ['an attempt of zero', { ...credentials, attemptTimeoutMs: 0 }, 'attemptTimeoutMs', /above zero/],
  ['retries below zero', { ...credentials, retries: -1 }, 'retries', /whole number from 0 to 10/],
  ['null as retries', { ...credentials, retries: null }, 'retries', /whole number from 0 to 10/],
  ['a logger that is none', { ...credentials, logger: () => {} }, 'logger', /must have debug, info and error/],
  ['null as logger', { ...credentials, logger: null }, 'logger', /must have debug, info and error/],
  ['an unknown gateway', { ...credentials, gateway: 'stripe' }, 'gateway', /cryptomus, heleket/],
  ['an unsafe base URL', { ...credentials, baseUrl: 'http://api.cryptomus.com' }, 'baseUrl', /https URL/],
  ['an empty base URL', { ...credentials, baseUrl: '' }, 'baseUrl', /https URL/],
  ['null as base URL', { ...credentials, baseUrl: null }, 'baseUrl', /https URL/],
  [
    'a gateway at an unsafe URL',
    { ...credentials, gateway: { ...cryptomus, apiUrl: 'http://x.y' } },
    'gateway.apiUrl',
    /gateway\.apiUrl must be/,
  ],
]

for (const [what, options, option, message] of bad) {
  test(`${what} is a config error about ${option}, which shows no credential`, () => {
    const error = thrown('config', () => resolveSettings(options as never))
    assert.equal(error.option, option)
    assert.match(error.message, message)
    assert.equal(error.outcome, 'not_sent')
    assertHidden(error, credentials)
  })
}

test('the global fetch is looked up at each call, and where there is none the option is named', async () => {
  const { call } = createCaller(credentials)
  const before = globalThis.fetch
  const calls: unknown[][] = []
  try {
    for (const name of ['first', 'second']) {
      globalThis.fetch = (async (url: unknown) => {
        calls.push([name, url])
        return answer(200, { state: 0, result: balanceSample })
      }) as unknown as typeof globalThis.fetch
      await call(getBalance, {})
    }
    const url = 'https://api.cryptomus.com/v1/balance'
    assert.deepEqual(calls, [
      ['first', url],
      ['second', url],
    ])
    globalThis.fetch = undefined as never
    const error = await rejected('config', call(getBalance, {}))
    assert.deepEqual([error.option, error.outcome, error.attempts], ['fetch', 'not_sent', 0])
    assert.match(error.message, /fetch is missing/)
  } finally {
    globalThis.fetch = before
  }
})
