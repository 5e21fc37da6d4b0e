import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readEnv, variableOf } from '../src/env.ts'
import { thrown } from './support/thrown.ts'

test('reads every setting', () => {
  const env = {
    CRYPTOMUS_MERCHANT_ID: 'm',
    CRYPTOMUS_API_KEY: 'k',
    CRYPTOMUS_PAYOUT_API_KEY: 'p',
    CRYPTOMUS_BASE_URL: 'https://api.example.test',
    CRYPTOMUS_GATEWAY: 'heleket',
    CRYPTOMUS_ALLOW_HTTP: '1',
    PATH: '/bin',
  }
  assert.deepEqual(readEnv(env), {
    merchantId: 'm',
    apiKey: 'k',
    payoutApiKey: 'p',
    baseUrl: 'https://api.example.test',
    gateway: 'heleket',
    allowHttp: true,
  })
})

test('leaves out what is unset or blank', () => {
  const env = {
    CRYPTOMUS_MERCHANT_ID: '',
    CRYPTOMUS_API_KEY: ' \n',
    CRYPTOMUS_PAYOUT_API_KEY: undefined,
    CRYPTOMUS_BASE_URL: null,
    CRYPTOMUS_GATEWAY: '',
    CRYPTOMUS_ALLOW_HTTP: ' ',
  }
  assert.deepEqual(readEnv(env), {})
  assert.deepEqual(readEnv({}), {})
  assert.deepEqual(readEnv(undefined as never), {})
  assert.deepEqual(readEnv(null as never), {})
})

test('drops the white space that shells and files leave around a value', () => {
  assert.deepEqual(readEnv({ CRYPTOMUS_API_KEY: ' k\n', CRYPTOMUS_GATEWAY: 'cryptomus\r\n' }), {
    apiKey: 'k',
    gateway: 'cryptomus',
  })
})

test('takes the env of a Worker, whose bindings are objects and whose variables are any JSON', () => {
  interface Env {
    readonly CRYPTOMUS_MERCHANT_ID: string
    readonly CRYPTOMUS_API_KEY: { get(): Promise<string> }
    readonly CRYPTOMUS_ALLOW_HTTP: boolean
    readonly CRYPTOMUS_BASE_URL: readonly string[]
    readonly CRYPTOMUS_PAYOUT_API_KEY: number
    readonly CRYPTOMUS_GATEWAY: () => void
  }
  const env: Env = {
    CRYPTOMUS_MERCHANT_ID: 'm',
    CRYPTOMUS_API_KEY: { get: async () => 'k' },
    CRYPTOMUS_ALLOW_HTTP: false,
    CRYPTOMUS_BASE_URL: ['https://api.example.test'],
    CRYPTOMUS_PAYOUT_API_KEY: 12,
    CRYPTOMUS_GATEWAY: () => {},
  }
  assert.deepEqual(readEnv(env), { merchantId: 'm', payoutApiKey: '12', allowHttp: false })
})

test('takes an object whose variables are inherited or read by getters', () => {
  class Env {
    get CRYPTOMUS_API_KEY() {
      return 'k'
    }
  }
  assert.deepEqual(readEnv(new Env()), { apiKey: 'k' })
  assert.deepEqual(readEnv(Object.create(null)), {})
})

for (const gateway of ['Cryptomus', 'stripe', 'toString', 'cryptomus\nheleket', 7]) {
  test(`refuses the gateway ${JSON.stringify(gateway)}`, () => {
    const { option, message } = thrown('config', () => readEnv({ CRYPTOMUS_GATEWAY: gateway }))
    assert.equal(option, 'gateway')
    assert.equal(message, 'CRYPTOMUS_GATEWAY must be cryptomus or heleket.')
  })
}

for (const [word, allowHttp] of [
  ['1', true],
  ['true', true],
  [' true\n', true],
  [true, true],
  [1, true],
  ['0', false],
  ['false', false],
  [false, false],
  [0, false],
] as const) {
  test(`reads CRYPTOMUS_ALLOW_HTTP ${JSON.stringify(word)} as ${allowHttp}`, () => {
    assert.deepEqual(readEnv({ CRYPTOMUS_ALLOW_HTTP: word }), { allowHttp })
  })
}

for (const word of ['yes', 'TRUE', 'on', '01', '2', 'truefalse', 'constructor']) {
  test(`refuses ${word} as CRYPTOMUS_ALLOW_HTTP`, () => {
    const { option, message } = thrown('config', () => readEnv({ CRYPTOMUS_ALLOW_HTTP: word }))
    assert.equal(option, 'allowHttp')
    assert.equal(message, 'CRYPTOMUS_ALLOW_HTTP must be 1, true, 0 or false.')
  })
}

for (const [option, variable] of [
  ['merchantId', 'CRYPTOMUS_MERCHANT_ID'],
  ['apiKey', 'CRYPTOMUS_API_KEY'],
  ['payoutApiKey', 'CRYPTOMUS_PAYOUT_API_KEY'],
  ['baseUrl', 'CRYPTOMUS_BASE_URL'],
  ['gateway', 'CRYPTOMUS_GATEWAY'],
  ['allowHttp', 'CRYPTOMUS_ALLOW_HTTP'],
] as const) {
  test(`names ${variable} as the variable of ${option}`, () => {
    assert.equal(variableOf(option), variable)
  })
}

test('a key that is the word for nothing is a config error: anybody would know it', () => {
  for (const value of ['undefined', 'null', false, true, ' undefined ', '[object Object]']) {
    for (const name of ['CRYPTOMUS_API_KEY', 'CRYPTOMUS_PAYOUT_API_KEY', 'CRYPTOMUS_MERCHANT_ID']) {
      assert.match(thrown('config', () => readEnv({ [name]: value })).message, new RegExp(`^${name} is the word `))
    }
  }
})
