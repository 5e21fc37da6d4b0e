import assert from 'node:assert/strict'
import { test } from 'node:test'
import { encodePhp } from '../../../src/json/php.ts'
import { webhooks } from '../../fixtures/documented/webhooks.ts'
import { gatewayIds, openShop } from '../../support/documented.ts'
import { problemsIn } from '../../support/shapes.ts'

for (const { name, gateways = gatewayIds, play, members } of webhooks) {
  for (const gateway of gateways) {
    test(`${gateway} tells of ${name}`, async () => {
      const shop = openShop(gateway)
      await play(shop)
      const body = shop.sandbox.deliveries.at(-1)?.body ?? ''
      const told = JSON.parse(body)
      assert.deepEqual(problemsIn(told, members), [])
      assert.deepEqual(Object.keys(told), Object.keys(members), 'The order differs.')
      // In PHP's spelling: slashes escaped, and letters of every script as they are.
      assert.equal(body, encodePhp(told, { escapeUnicode: false }))
    })
  }
}
