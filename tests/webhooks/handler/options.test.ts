import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inspect } from 'node:util'
import { readEnv } from '../../../src/env.ts'
import { cryptomus, heleket } from '../../../src/gateways/gateways.ts'
import { setTimer } from '../../../src/platform/waiting.ts'
import { statusOrders } from '../../../src/status/status.ts'
import { memoryStore } from '../../../src/stores/memory-store.ts'
import {
  checkAddresses,
  checkHandlers,
  type HandlerSettings,
  resolveHandlerOptions,
} from '../../../src/webhooks/handler/options.ts'
import type { WebhookHandlerOptions } from '../../../src/webhooks/handler/types.ts'
import { bodySign } from '../../../src/webhooks/verify-webhook.ts'
import { createLog } from '../../support/create-log.ts'
import { unusableKeys } from '../../support/keys.ts'
import { openSandbox } from '../../support/sandbox.ts'
import { thrown } from '../../support/thrown.ts'
import { bare, fakeReader } from '../../support/webhook-handler.ts'
import { paymentKey, payoutKey } from '../../support/webhooks.ts'

const least: WebhookHandlerOptions = { apiKey: paymentKey, confirm: false, on: {} }
const resolve = (options: object = {}) => resolveHandlerOptions({ ...least, ...options }, setTimer)
const request = bare('POST')

test('has a default for all but the key, confirm and the handlers', () => {
  const { keys, leaseMs, maxBodyBytes, bodyTimeoutMs, allowedIps, now, ...rest } = resolve()
  assert.deepEqual(keys, { payment: [paymentKey], payout: [paymentKey], any: [paymentKey] })
  assert.deepEqual([leaseMs, maxBodyBytes, bodyTimeoutMs], [30_000, 65_536, 10_000])
  assert.deepEqual([rest.handlerTimeoutMs, rest.waitMs, rest.remembers], [60_000, 5_000, false])
  assert.deepEqual([allowedIps, rest.expected, rest.rateLimit, rest.logger, rest.onDelivery], Array(5).fill(undefined))
  assert.equal(now, Date.now)
  assert.equal(rest.scheme(request), bodySign)
  assert.equal(rest.clientIp(request, { remoteAddress: '203.0.113.7' }), '203.0.113.7')
  assert.equal(rest.clientIp(request, {}), undefined)
})

test('takes an option that is undefined for one that is not given', () => {
  const names = Object.keys(resolve()).filter(
    (name) => !['keys', 'confirm', 'on', 'remembers', 'alarm', 'setTimer'].includes(name),
  )
  const undefineds = Object.fromEntries([...names, 'payoutApiKey', 'gateway'].map((name) => [name, undefined]))
  const settled = ({ clientIp: _, scheme: __, store: ___, ...plain }: HandlerSettings) => plain
  assert.deepEqual(settled(resolve(undefineds)), settled(resolve()))
})

test('takes what it is given', () => {
  const { logger } = createLog()
  const own = {
    ...{
      expected: () => undefined,
      store: memoryStore(),
      leaseMs: 5_000,
      handlerTimeoutMs: 9,
      waitMs: 0,
      maxBodyBytes: 1,
      bodyTimeoutMs: 2_000,
    },
    ...{
      clientIp: () => '::1',
      rateLimit: () => true,
      logger,
      onDelivery: () => {},
      scheme: () => bodySign,
      now: () => 7,
    },
  }
  const {
    keys,
    confirm: _,
    on: __,
    allowedIps,
    alarm,
    remembers,
    setTimer: ___,
    ...settings
  } = resolve({ ...own, allowedIps: ['::1'], payoutApiKey: payoutKey })
  assert.deepEqual(settings, own)
  assert.deepEqual([alarm, remembers], [logger, true])
  assert.deepEqual([keys.payment, keys.payout, allowedIps], [[paymentKey], [payoutKey], ['::1']])
})

test('takes several keys for each role', () => {
  const { keys } = resolve({ apiKey: ['a', 'b'], payoutApiKey: ['c', 'd'] })
  assert.deepEqual(keys, { payment: ['a', 'b'], payout: ['c', 'd'], any: ['a', 'b', 'c', 'd'] })
})

test('takes a client, and anything that reads records, for confirm', () => {
  for (const confirm of [openSandbox().client, fakeReader({})]) assert.equal(resolve({ confirm }).confirm, confirm)
})

test('spells the addresses that it is given as those of senders are spelled', () => {
  assert.deepEqual(resolve({ allowedIps: ['2001:DB8::A', '::ffff:203.0.113.7'] }).allowedIps, [
    '2001:db8::a',
    '203.0.113.7',
  ])
})

test('takes a store that forgets', () => {
  const store = { ...memoryStore(), expires: true as const }
  assert.equal(resolve({ store }).store, store)
})

test('W17: takes every option of a client beside its own', () => {
  const { clientOptions } = openSandbox().sandbox
  assert.deepEqual(resolve({ ...clientOptions }).keys.payment, [clientOptions.apiKey])
  const others = { timeoutMs: 1, attemptTimeoutMs: 1, retries: 0, middleware: [], sign: () => '', allowHttp: true }
  assert.equal(resolve({ ...others, merchantId: 'm', baseUrl: 'https://x.test' }).confirm, false)
})

test('W17: refuses a handler of mismatches without anything to compare with', () => {
  const error = thrown('config', () => resolve({ on: { 'payment.mismatch': () => {} } }))
  assert.deepEqual(
    [error.option, error.message],
    ['on.payment.mismatch', 'on.payment.mismatch never runs without `expected`.'],
  )
})

test('logs to the console only what needs somebody, unless it is told where else, or nowhere', () => {
  const { logger } = createLog()
  assert.deepEqual([resolve().logger, resolve().alarm], [undefined, console])
  assert.deepEqual([resolve({ logger }).logger, resolve({ logger }).alarm], [logger, logger])
  assert.deepEqual([resolve({ logger: false }).logger, resolve({ logger: false }).alarm], [undefined, undefined])
})

test('takes the scheme of the gateway, unless there is another', () => {
  const own = () => true
  const gateway = { ...cryptomus, scheme: own }
  assert.equal(resolve({ gateway }).scheme(request), own)
  assert.equal(resolve({ gateway: 'heleket' }).scheme(request), bodySign)
  assert.equal(resolve({ gateway, scheme: () => bodySign }).scheme(request), bodySign)
})

const aFunction = 'must be a function.'
const aStore = 'must have get, add and replace, as memoryStore() has.'
const aReader = 'is not usable; pass a client, or false.'
const aTime = 'must be milliseconds above zero and below 2 ** 31.'
const aSize = 'must be a whole number from 1 to 65536.'
const addresses = 'must be a list of single IP addresses, as cryptomus.webhookIps is.'
const aLogger = 'must have debug, info and error, as console has.'
const aGateway = 'must be cryptomus, heleket or an object with id and apiUrl.'
const handlers = "must be a plain object of handlers: { 'payment.paid': fn }."

/** Values that do not fit an option, and what is said of them. */
const refused: readonly (readonly [option: string, values: readonly unknown[], remedy: string])[] = [
  ['apiKey', [[]], 'is an empty list.'],
  ['payoutApiKey', [[]], 'is an empty list.'],
  ['payoutApiKey', [null], 'is missing.'],
  ['confirm', [undefined], 'is missing; pass a client, or false.'],
  ['confirm', [true, null, 'client', {}, { payments: { get: () => {} } }, { payments: {}, payouts: {} }], aReader],
  ['on', [undefined, null, [], () => {}, 'payment'], handlers],
  ['expected', [null, { amount: '1', currency: 'USD' }, '15'], aFunction],
  ['store', [{}, new Map(), { get: () => {}, add: () => {} }, 'redis://'], aStore],
  ['store', [null], 'is missing.'],
  ['leaseMs', [0, Number.NaN, '30000', 2 ** 31], aTime],
  ['handlerTimeoutMs', [0, -1, '60s'], aTime],
  ['waitMs', [-1, Number.NaN, '5'], aTime],
  ['bodyTimeoutMs', [-1, Number.POSITIVE_INFINITY, '10s'], aTime],
  ['maxBodyBytes', [0, 1.5, Number.NaN, '64kb', 65_537], aSize],
  ['allowedIps', [null, [], '203.0.113.7', ['203.0.113.0/24'], ['999.1.1.1']], addresses],
  ['clientIp', [null, '203.0.113.7', true], aFunction],
  ['rateLimit', [null, 10, { max: 10 }], aFunction],
  ['logger', [null, {}, true, { info: () => {} }], aLogger],
  ['onDelivery', [null, [], 'metrics'], aFunction],
  ['scheme', [null, 'hmac', {}], aFunction],
  ['gateway', [null, 'paypal', { id: 'own' }], aGateway],
  ['now', [null, 0, new Date(0)], aFunction],
]
for (const [option, values, remedy] of refused) {
  for (const value of values) {
    test(`refuses ${inspect(value, { depth: 1, breakLength: 200 })} as ${option}`, () => {
      const error = thrown('config', () => resolve({ [option]: value }))
      assert.deepEqual([error.option, error.message], [option, `${option} ${remedy}`])
    })
  }
}

for (const [name, key, complaint] of unusableKeys) {
  test(`refuses ${name} as a key, alone and among others`, () => {
    const options = key === undefined ? (['apiKey'] as const) : (['apiKey', 'payoutApiKey'] as const)
    for (const option of options) {
      const alone = thrown('config', () => resolve({ [option]: key }))
      assert.deepEqual([alone.option, alone.message], [option, `${option} ${complaint}.`])
      const among = thrown('config', () => resolve({ [option]: [paymentKey, key] }))
      assert.equal(among.option, `${option}[1]`)
    }
  })
}

for (const [name, nearest] of [
  ['apikey', 'apiKey'],
  ['payoutKey', 'payoutApiKey'],
  ['leaseMS', 'leaseMs'],
  ['maxBodySize', 'maxBodyBytes'],
  ['bodyTimeout', 'bodyTimeoutMs'],
  ['allowedIPs', 'allowedIps'],
  ['confrim', 'confirm'],
  ['ratelimit', 'rateLimit'],
  ['schema', 'scheme'],
] as const) {
  test(`refuses the option ${name} and says that there is ${nearest}`, () => {
    const error = thrown('config', () => resolve({ [name]: 1 }))
    assert.deepEqual([error.option, error.message], [name, `${name} is not known (did you mean ${nearest}?).`])
  })
}

test('names a misspelt handler by its whole name', () => {
  const error = thrown('config', () => resolve({ on: { 'payment.payed': () => {} } }))
  assert.deepEqual(
    [error.option, error.message],
    ['on.payment.payed', 'on.payment.payed is not known (did you mean payment.paid?).'],
  )
})

for (const nothing of [undefined, null, {}, 7, [], () => {}]) {
  test(`asks for a key when the options are ${typeof nothing === 'function' ? 'a function' : JSON.stringify(nothing)}`, () => {
    assert.equal(thrown('config', () => resolveHandlerOptions(nothing as never, setTimer)).option, 'apiKey')
  })
}

test('takes what readEnv finds, of which it needs the keys', () => {
  const env = { CRYPTOMUS_MERCHANT_ID: 'm', CRYPTOMUS_API_KEY: 'k', CRYPTOMUS_BASE_URL: 'https://api.test' }
  const { keys } = resolve(readEnv(env))
  assert.deepEqual(keys, { payment: ['k'], payout: ['k'], any: ['k'] })
})

test('takes the addresses of the gateways, and of both families', () => {
  assert.deepEqual(checkAddresses(cryptomus.webhookIps), cryptomus.webhookIps)
  assert.deepEqual(checkAddresses(heleket.webhookIps), heleket.webhookIps)
  const mixed = ['203.0.113.7', '2001:db8::7', '::1', '::']
  assert.deepEqual(checkAddresses(mixed), mixed)
})

test('spells addresses as those of senders are spelled', () => {
  assert.deepEqual(checkAddresses(['2001:DB8::A', '::ffff:203.0.113.7']), ['2001:db8::a', '203.0.113.7'])
})

test('does not follow the list when somebody changes it later', () => {
  const mine = ['203.0.113.7']
  const checked = checkAddresses(mine)
  mine.push('203.0.113.8')
  assert.deepEqual(checked, ['203.0.113.7'])
})

for (const bad of [
  undefined,
  null,
  true,
  '203.0.113.7',
  {},
  [],
  [''],
  [7],
  [['203.0.113.7']],
  ['203.0.113.0/24'],
  ['2001:db8::/32'],
  ['203.0.113.*'],
  ['203.0.113'],
  ['203.0.113.7:443'],
  ['999.1.1.1'],
  [':.'],
  ['1:2'],
  ['[2001:db8::7]'],
  ['203.0.113.7 '],
  ['203.0.113.7', 'shop.test'],
  ['203.0.113.7,203.0.113.8'],
]) {
  test(`refuses ${JSON.stringify(bad)}`, () => {
    const error = thrown('config', () => checkAddresses(bad))
    assert.equal(error.option, 'allowedIps')
    assert.match(error.message, /list of single IP addresses/)
  })
}

const run = () => {}

test('takes a handler for each type, for each status of it, and for what is out of the ordinary', () => {
  const { payment, payout } = statusOrders
  const names = [
    ...['*', 'payment.mismatch', 'payment', 'wallet', 'payout'],
    ...payment.flatMap((status) => [`payment.${status}`, `wallet.${status}`]),
    ...payout.map((status) => `payout.${status}`),
  ]
  const handlers = checkHandlers(Object.fromEntries(names.map((name) => [name, run])))
  assert.deepEqual(Object.keys(handlers), names)
})

test('takes none at all, and one that is undefined', () => {
  assert.deepEqual(Object.keys(checkHandlers({})), [])
  assert.equal(checkHandlers({ payment: undefined }).payment, undefined)
})

test('finds nothing under the names that every object has', () => {
  const handlers = checkHandlers({ payment: run })
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
    assert.equal(handlers[name], undefined)
  }
})

test('does not follow the object when somebody changes it later', () => {
  const mine: Record<string, () => void> = { payment: run }
  const handlers = checkHandlers(mine)
  mine['payment.paid'] = run
  assert.equal(handlers['payment.paid'], undefined)
})

for (const [name, nearest] of [
  ['payment.payed', 'payment.paid'],
  ['payment.Paid', 'payment.paid'],
  ['payments', 'payment'],
  ['payment_paid', 'payment.paid'],
  ['payment.paidover', 'payment.paid_over'],
  ['payment.mismatched', 'payment.mismatch'],
  ['wallets', 'wallet'],
  ['wallet.payed', 'wallet.paid'],
  ['payout.failed', 'payout.fail'],
  ['payout.payed', 'payout.paid'],
  ['payment.canceled', 'payment.cancel'],
] as const) {
  test(`refuses ${name}, which would never run, and says that ${nearest} would`, () => {
    const error = thrown('config', () => checkHandlers({ [name]: run }))
    assert.equal(error.option, `on.${name}`)
    assert.equal(error.message, `on.${name} is not known (did you mean ${nearest}?).`)
  })
}

test('refuses a name that is like none, and says which there are', () => {
  const { message } = thrown('config', () => checkHandlers({ somethingElseAltogether: run }))
  assert.match(message, /^on\.somethingElseAltogether is not known \(known are \*, payment\.mismatch, /)
})

for (const bad of [undefined, null, 7, 'payment', run, [], [run]]) {
  test(`refuses ${typeof bad === 'function' ? 'a function' : JSON.stringify(bad)} in the place of the handlers`, () => {
    const error = thrown('config', () => checkHandlers(bad))
    assert.equal(error.option, 'on')
    assert.match(error.message, /^on must be a plain object of handlers: \{ 'payment\.paid': /)
  })
}

for (const bad of [null, 7, 'run', {}, [run], true]) {
  test(`refuses ${JSON.stringify(bad)} as a handler`, () => {
    const error = thrown('config', () => checkHandlers({ 'payment.paid': bad }))
    assert.deepEqual([error.option, error.message], ['on.payment.paid', 'on.payment.paid must be a function.'])
  })
}
