import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertKnownNames } from '../../src/options/forms.ts'
import { describeUnknownName, nearestName } from '../../src/options/known-names.ts'
import { thrown } from '../support/thrown.ts'

const known = ['amount', 'currency', 'order_id', 'url_callback', 'url_return', 'to']

for (const [name, nearest] of [
  ['ammount', 'amount'],
  ['amuont', 'amount'],
  ['orderId', 'order_id'],
  ['ORDER_ID', 'order_id'],
  ['urlCallback', 'url_callback'],
  ['callback_url', 'url_callback'],
  ['callbackUrl', 'url_callback'],
  ['CALLBACK_URL', 'url_callback'],
  ['calback_url', 'url_callback'],
  ['webhook_url', 'url_callback'],
  ['webhookUrl', 'url_callback'],
  ['WebhookURL', 'url_callback'],
  ['url_webhook', 'url_callback'],
  ['webhook', 'url_callback'],
  ['return_url', 'url_return'],
  ['returnUrl', 'url_return'],
  ['id_order', 'order_id'],
  ['constructor', undefined],
  ['color', undefined],
  ['t', 'to'],
] as const) {
  test(`finds ${nearest ?? 'nothing'} for ${name}`, () => assert.equal(nearestName(name, known), nearest))
}

test('finds nothing where nothing is known', () => {
  assert.equal(nearestName('amount', []), undefined)
})

test('finds nothing for a name of absurd length, and does not take long to', () => {
  assert.equal(nearestName('x'.repeat(1_000_000), known), undefined)
})

test('takes what is known', () => {
  assertKnownNames({ seed: 1 }, ['seed', 'wire'])
})

test('names an unknown option, and the one that was meant', () => {
  const error = thrown('config', () => assertKnownNames({ sede: 1 }, ['seed', 'wire'], 'wire.'))
  assert.equal(error.option, 'wire.sede')
  assert.match(error.message, /^wire\.sede is not known \(did you mean seed\?\)/)
})

const optionNames = ['merchantId', 'apiKey', 'timeoutMs']

test('known names are let through', () => {
  assertKnownNames({}, optionNames)
  assertKnownNames({ apiKey: 1, timeoutMs: undefined }, optionNames)
})

test('a misspelt name is refused with the nearest known one', () => {
  const error = thrown('config', () => assertKnownNames({ merchantID: 'm' }, optionNames))
  assert.equal(error.option, 'merchantID')
  assert.equal(error.message, 'merchantID is not known (did you mean merchantId?).')
})

test('a name that is near to none is refused with all known ones', () => {
  const error = thrown('config', () => assertKnownNames({ verbose: true }, optionNames))
  assert.equal(error.message, 'verbose is not known (known are merchantId, apiKey, timeoutMs).')
})

test('names what was probably meant', () => {
  assert.equal(describeUnknownName('ammount', ['amount', 'currency']), 'is not known (did you mean amount?)')
})

test('names everything that is known when nothing is near', () => {
  assert.equal(describeUnknownName('color', ['amount', 'currency']), 'is not known (known are amount, currency)')
})

test('says so when nothing is known at all', () => {
  assert.equal(describeUnknownName('color', []), 'is not known (known are none)')
})

test('known options pass, and no options at all', () => {
  for (const options of [{}, { prefix: 'a' }, { prefix: undefined, expireMs: 1 }, undefined, null]) {
    assertKnownNames(options, ['prefix', 'expireMs'])
  }
})

test('names that share letters, and no word, are not taken for each other', () => {
  for (const [name, other] of [
    ['secret', 'retries'],
    ['multiple', 'lifetime'],
    ['accuracy', 'currency'],
  ] as const) {
    assert.equal(nearestName(name, [other]), undefined, name)
  }
})

test('an option that nothing reads is refused, with the one that was meant', () => {
  const error = thrown('config', () => assertKnownNames({ prefix: 'a', expiresMs: 1 }, ['prefix', 'expireMs']))
  assert.deepEqual([error.option, error.message], ['expiresMs', 'expiresMs is not known (did you mean expireMs?).'])
})

test('what others call the secret is apiKey', () => {
  for (const name of ['secret', 'apiSecret', 'API_SECRET']) {
    assert.equal(nearestName(name, ['apiKey', 'payoutApiKey', 'scheme', 'retries']), 'apiKey')
  }
})

test('the payment key is apiKey, never the key of payouts', () => {
  for (const name of ['paymentKey', 'paymentApiKey', 'payment_api_key', 'PAYMENT_API_KEY', 'api_key', 'apikey']) {
    assert.equal(nearestName(name, ['merchantId', 'apiKey', 'payoutApiKey', 'timeoutMs']), 'apiKey')
  }
  for (const name of ['payoutKey', 'payout_api_key', 'PAYOUT_API_KEY']) {
    assert.equal(nearestName(name, ['merchantId', 'apiKey', 'payoutApiKey', 'timeoutMs']), 'payoutApiKey')
  }
})
