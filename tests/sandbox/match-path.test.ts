import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchPath } from '../../src/sandbox/match-path.ts'

const template = '/v1/exchange-rate/{currency}/list'

test('a path without params matches itself alone', () => {
  assert.deepEqual(matchPath('/v1/payment', '/v1/payment'), {})
  for (const path of ['/v1/payment/', '/v1/payments', '/v1', '/V1/payment', '']) {
    assert.equal(matchPath('/v1/payment', path), undefined, path)
  }
})

test('reads the params of a path, decoded', () => {
  assert.deepEqual(matchPath(template, '/v1/exchange-rate/ETH/list'), { currency: 'ETH' })
  assert.deepEqual(matchPath(template, '/v1/exchange-rate/A%2FB/list'), { currency: 'A/B' })
  assert.deepEqual(matchPath('/v1/{from}/{to}', '/v1/ETH/USD'), { from: 'ETH', to: 'USD' })
})

test('a param is never empty and never spans a slash', () => {
  for (const path of ['/v1/exchange-rate//list', '/v1/exchange-rate/list', '/v1/exchange-rate/A/B/list']) {
    assert.equal(matchPath(template, path), undefined, path)
  }
})

test('what cannot be decoded matches nothing', () => {
  assert.equal(matchPath(template, '/v1/exchange-rate/%E0%A4/list'), undefined)
})
