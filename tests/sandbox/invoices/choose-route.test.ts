import assert from 'node:assert/strict'
import { test } from 'node:test'
import { chooseRoute, isDecided } from '../../../src/sandbox/invoices/choose-route.ts'
import { fixedInvoice, openWorld } from '../../tools/sandbox.ts'

test('an address says that it is of a sandbox, and each is new', () => {
  const world = openWorld()
  const [first, second] = [chooseRoute(world, fixedInvoice), chooseRoute(world, fixedInvoice)]
  assert.match(first?.address ?? '', /^sandbox-tron-[0-9a-f]{24}$/)
  assert.notEqual(first?.address, second?.address)
})

test('where nothing fits there is no route', () => {
  assert.equal(chooseRoute(openWorld(), fixedInvoice, { currency: 'BTC' }), undefined)
})

test('the address is known from the start for a fixed coin on a fixed network, or on its only one', () => {
  const { network: _, ...anyNetwork } = fixedInvoice
  assert.equal(isDecided(fixedInvoice), true)
  assert.equal(isDecided(anyNetwork), false)
  assert.equal(isDecided({ ...anyNetwork, currency: 'BTC' }), true)
  assert.equal(isDecided({ ...anyNetwork, currency: 'USD' }), false)
  assert.equal(isDecided({ ...anyNetwork, currency: 'USD', to_currency: 'LTC' }), true)
  assert.equal(isDecided({ ...fixedInvoice, currency: 'USD' }), false)
})
