import assert from 'node:assert/strict'
import { test } from 'node:test'
import { listServices } from '../../../src/sandbox/behaviours/services.ts'
import { coins, networksFor } from '../../../src/sandbox/world/market.ts'

interface Listed {
  readonly network: string
  readonly currency: string
}

const list = (spell: (network: string) => string) =>
  (listServices(spell).body as { readonly result: readonly Listed[] }).result

test('every coin is listed with each of its networks', () => {
  const listed = list((network) => network).map(({ currency, network }) => `${currency} ${network}`)
  assert.deepEqual(
    listed,
    coins.flatMap((coin) => networksFor(coin).map((network) => `${coin} ${network}`)),
  )
})

test('a service names its limits and its fee as strings', () => {
  assert.deepEqual(list((network) => network.toUpperCase())[0], {
    network: 'TRON',
    currency: 'USDT',
    is_available: true,
    limit: { min_amount: '0.50000000', max_amount: '10000000.00000000' },
    commission: { fee_amount: '0.00', percent: '2.00' },
  })
})
