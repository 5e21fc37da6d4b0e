import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cryptomus } from '../../src/gateways/cryptomus.ts'
import { resolveGateway } from '../../src/gateways/gateways.ts'
import { heleket } from '../../src/gateways/heleket.ts'
import { thrown } from '../tools/thrown.ts'

test('without a choice the gateway is cryptomus', () => {
  assert.equal(resolveGateway(), cryptomus)
  assert.equal(resolveGateway(undefined), cryptomus)
})

test('a known gateway can be chosen by name', () => {
  assert.equal(resolveGateway('cryptomus'), cryptomus)
  assert.equal(resolveGateway('heleket'), heleket)
})

test('a gateway of your own is taken as it is', () => {
  const own = { ...cryptomus, id: 'own', apiUrl: 'https://gateway.example' }
  assert.equal(resolveGateway(own), own)
})

for (const bad of ['Cryptomus', 'stripe', '', 'toString', '__proto__', null, 7, {}, { id: 'x' }, { apiUrl: 'x' }, []]) {
  test(`${JSON.stringify(bad)} is refused as a gateway, with the known ones named`, () => {
    const error = thrown('config', () => resolveGateway(bad as never))
    assert.equal(error.option, 'gateway')
    assert.match(error.message, /cryptomus, heleket/)
    assert.equal(error.outcome, 'not_sent')
  })
}
