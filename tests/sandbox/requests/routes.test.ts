import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus, heleket } from '../../../src/gateways/gateways.ts'
import type { Gateway } from '../../../src/gateways/types.ts'
import { groups } from '../../../src/operations/groups.ts'
import type { OperationInfo } from '../../../src/operations/types.ts'
import { createRoutes } from '../../../src/sandbox/requests/routes.ts'
import { readWire, type SandboxWire } from '../../../src/sandbox/wire.ts'

const routesOf = (gateway: Gateway, wire: SandboxWire = {}) => createRoutes(gateway, readWire(wire, gateway.id))
const everything: Gateway = { ...cryptomus, unsupported: [] }
const find = routesOf(everything)

const declared = Object.values(groups)
  .flatMap((members): readonly unknown[] => Object.values(members))
  .map((member) => member as OperationInfo)

test('every operation is found by its method and path', () => {
  assert.ok(declared.length > 0)
  for (const { id, method, path } of declared) {
    const { route } = find(method, path.replace('{currency}', 'ETH')) ?? assert.fail(id)
    assert.deepEqual([route.id, typeof route.behave], [id, 'function'])
  }
})

test('another method or another path finds nothing', () => {
  for (const { id, method, path } of declared) {
    const place = path.replace('{currency}', 'ETH')
    assert.equal(find('PUT', place), undefined)
    assert.equal(find(method.toLowerCase(), place), undefined)
    assert.equal(find(method, `${place}s`), undefined)
    assert.equal(find(method, place.toUpperCase()), undefined)
    // Heleket's own kit asks for rates by POST.
    if (method === 'GET' && id !== 'rates.list') assert.equal(find('POST', place), undefined)
  }
  for (const path of ['/', '', '/v1', '/payment']) assert.equal(find('POST', path), undefined)
})

test('a slash at the end changes nothing, two do', () => {
  for (const { id, method, path } of declared) {
    assert.equal(find(method, `${path.replace('{currency}', 'ETH')}/`)?.route.id, id)
    assert.equal(find(method, `${path.replace('{currency}', 'ETH')}//`), undefined)
  }
})

test('the paths of older documentation and of the kits lead to the same operations', () => {
  const older = [
    ['POST', '/v1/payment/resend', 'payments.resendWebhook'],
    ['POST', '/v2/payment/resend', 'payments.resendWebhook'],
    ['POST', '/v1/payout/calculate', 'payouts.calculate'],
    ['POST', '/v1/payout/calc', 'payouts.calculate'],
    ['POST', '/v1/exchange-rate/ETH/list', 'rates.list'],
    ['GET', '/v1/exchange-rate/ETH/list', 'rates.list'],
  ] as const
  for (const [method, path, id] of older) {
    assert.equal(find(method, path)?.route.id, id, path)
  }
})

test('what travels in the path is handed out, decoded', () => {
  assert.deepEqual(find('GET', '/v1/exchange-rate/ETH/list')?.inPath, { currency: 'ETH' })
  assert.deepEqual(find('GET', '/v1/exchange-rate/A%2FB/list')?.inPath, { currency: 'A/B' })
  assert.deepEqual(find('POST', '/v1/payment')?.inPath, {})
})

test('a param of a path is never empty, never spans a slash, and is no text that cannot be decoded', () => {
  for (const code of ['', '/', 'A/B', '%E0%A4']) {
    assert.equal(find('GET', `/v1/exchange-rate/${code}/list`), undefined, code)
  }
  assert.equal(find('GET', '/v1/exchange-rate/list'), undefined)
})

test('what a gateway lacks is found nowhere, by no path of any generation', () => {
  assert.equal(routesOf(cryptomus)('POST', '/v1/payout/calc'), undefined)
  assert.equal(routesOf(cryptomus)('POST', '/v1/payout/calculate'), undefined)
  assert.equal(routesOf(heleket)('POST', '/v1/payout/calc')?.route.id, 'payouts.calculate')
})

test('a gateway may have other paths, and its API may stand below a path of its own', () => {
  const moved = routesOf({
    ...everything,
    apiUrl: 'https://proxy.test/gate/',
    pathOverrides: { 'payments.create': '/v3/payment', 'rates.list': '/v3/rates/{currency}' },
  })
  for (const prefix of ['', '/gate']) {
    assert.equal(moved('POST', `${prefix}/v3/payment`)?.route.id, 'payments.create')
    assert.equal(moved('GET', `${prefix}/v3/rates/BTC`)?.route.id, 'rates.list')
    assert.equal(moved('POST', `${prefix}/v1/payment`), undefined)
  }
  assert.equal(moved('POST', '/gated/v3/payment'), undefined)
})

test('the key that signs comes from the declaration, the gateway and the switches, in that order', () => {
  const keysOf = (path: string, gateway: Gateway, wire: SandboxWire = {}) =>
    routesOf(gateway, wire)('POST', path)?.route.keys
  assert.deepEqual(keysOf('/v1/payment', cryptomus), ['payment'])
  assert.deepEqual(keysOf('/v1/payout', cryptomus), ['payout'])
  assert.deepEqual(keysOf('/v1/exchange-rate/ETH/list', cryptomus), [])
  assert.deepEqual(keysOf('/v1/payment', { ...cryptomus, keyOverrides: { 'payments.create': 'payout' } }), ['payout'])
  assert.deepEqual(keysOf('/v1/payment/refund', cryptomus), ['payment'])
  assert.deepEqual(keysOf('/v1/payment/refund', heleket), ['payout'])
  assert.deepEqual(keysOf('/v1/payment/refund', heleket, { refundKey: 'either' }), ['payment', 'payout'])
  assert.deepEqual(keysOf('/v1/test-webhook/payout', cryptomus), ['payment', 'payout'])
  assert.deepEqual(keysOf('/v1/test-webhook/payout', cryptomus, { testPayoutKey: 'payout' }), ['payout'])
})
