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
    PATH: '/bin',
  }
  assert.deepEqual(readEnv(env), {
    merchantId: 'm',
    apiKey: 'k',
    payoutApiKey: 'p',
    baseUrl: 'https://api.example.test',
    gateway: 'heleket',
  })
})

test('leaves out what is unset or blank', () => {
  const env = { CRYPTOMUS_MERCHANT_ID: '', CRYPTOMUS_API_KEY: ' \n', CRYPTOMUS_GATEWAY: '', CRYPTOMUS_BASE_URL: 7 }
  assert.deepEqual(readEnv(env), {})
  assert.deepEqual(readEnv({}), {})
  assert.deepEqual(readEnv(undefined as unknown as Record<string, unknown>), {})
})

test('drops the white space that shells and files leave around a value', () => {
  assert.deepEqual(readEnv({ CRYPTOMUS_API_KEY: ' k\n', CRYPTOMUS_GATEWAY: 'cryptomus\r\n' }), {
    apiKey: 'k',
    gateway: 'cryptomus',
  })
})

for (const gateway of ['Cryptomus', 'stripe', 'toString']) {
  test(`refuses the gateway ${gateway}`, () => {
    const { option, message } = thrown('config', () => readEnv({ CRYPTOMUS_GATEWAY: gateway }))
    assert.equal(option, 'gateway')
    assert.equal(message, 'CRYPTOMUS_GATEWAY must be cryptomus or heleket.')
  })
}

test('names the variable of an option', () => {
  assert.equal(variableOf('payoutApiKey'), 'CRYPTOMUS_PAYOUT_API_KEY')
})
