import assert from 'node:assert/strict'
import { test } from 'node:test'
import { payoutReader } from '../../../src/operations/payouts/payout.ts'
import { runSchema } from '../../../src/schema/standard-schema.ts'
import { listedPayoutSample, payoutSample } from '../../fixtures/payouts.ts'

const schema = payoutReader()
const read = (fields: object) => runSchema(schema, { ...payoutSample, ...fields })

test('a payout of the documented shape goes through as it came, created or listed', () => {
  assert.deepEqual(read({}), { value: payoutSample })
  assert.deepEqual(runSchema(schema, listedPayoutSample), { value: listedPayoutSample })
})

test('the numbers of the documented example become decimal strings', () => {
  assert.deepEqual(read({ balance: 129, payer_amount: 3 }), {
    value: { ...payoutSample, balance: '129', payer_amount: '3' },
  })
})

const drift: readonly (readonly [object, object])[] = [
  [{ balance: 0.1 }, { balance: '0.1' }],
  [{ balance: null }, { balance: null }],
  [{ balance: { USDT: 4 } }, { balance: { USDT: 4 } }],
  [
    { commission: 1e-7, merchant_amount: 8 },
    { commission: '0.0000001', merchant_amount: '8' },
  ],
  [{ is_final: '1' }, { is_final: true }],
  [{ order_id: 12 }, { order_id: '12' }],
  [{ status: 'brand_new' }, { status: 'brand_new' }],
  [
    { convert: { from_currency: 'USDT', from_amount: 5, rate: 1.5, commission: null } },
    { convert: { from_currency: 'USDT', from_amount: '5', rate: '1.5', commission: null } },
  ],
  [{ convert: 'none' }, { convert: 'none' }],
  [{ fail_reason: 'x' }, { fail_reason: 'x' }],
]

for (const [came, coerced] of drift) {
  test(`${JSON.stringify(came)} in a payout is read as ${JSON.stringify(coerced)}`, () => {
    assert.deepEqual(read(came), { value: { ...payoutSample, ...coerced } })
  })
}

for (const uuid of [undefined, null, '', 7]) {
  test(`a payout whose uuid is ${JSON.stringify(uuid)} does not fit`, () => {
    const checked = read({ uuid })
    assert.ok(checked.issues)
    assert.equal(checked.issues[0]?.path, 'uuid')
  })
}
