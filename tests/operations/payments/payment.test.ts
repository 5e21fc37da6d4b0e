import assert from 'node:assert/strict'
import { test } from 'node:test'
import { paymentReader } from '../../../src/operations/payments/payment.ts'
import { runSchema } from '../../../src/schema/standard-schema.ts'
import { paymentSample } from '../../fixtures/payments.ts'

const schema = paymentReader()
const read = (fields: object) => runSchema(schema, { ...paymentSample, ...fields })

test('an invoice of the documented shape goes through as it came', () => {
  assert.deepEqual(read({}), { value: paymentSample })
})

const paid = {
  payment_amount: '15.43500000',
  payment_amount_usd: '15.44',
  payer_amount: '15.43500000',
  payer_amount_exchange_rate: '1.00000000',
  payer_currency: 'USDT',
  merchant_amount: '15.12630000',
  network: 'tron',
  address: 'TXinventedAddressOfNobody0000000000',
  txid: 'ab12',
  payment_status: 'paid',
  status: 'completed',
  is_final: true,
  commission: '0.30870000',
  address_qr_code: 'data:image/png;base64,AA==',
  convert: { to_currency: 'USDT', commission: null, rate: '1.00000000', amount: '15.12' },
}

test('a paid invoice with every field that was ever seen goes through as it came', () => {
  assert.deepEqual(read(paid), { value: { ...paymentSample, ...paid } })
})

test('a status that no version knows goes through', () => {
  assert.deepEqual(read({ payment_status: 'on_the_moon' }), {
    value: { ...paymentSample, payment_status: 'on_the_moon' },
  })
})

const drift: readonly (readonly [object, object])[] = [
  [{ amount: 15 }, { amount: '15' }],
  [{ amount: 0.1 }, { amount: '0.1' }],
  [{ amount: 1e-8 }, { amount: '0.00000001' }],
  [{ amount: 1e21 }, { amount: '1000000000000000000000' }],
  [{ amount: -0 }, { amount: '0' }],
  [{ discount: -0.75 }, { discount: '-0.75' }],
  [{ payment_amount: 0 }, { payment_amount: '0' }],
  [{ merchant_amount: 14.7 }, { merchant_amount: '14.7' }],
  [{ commission: 0.3 }, { commission: '0.3' }],
  [{ discount_percent: '-5' }, { discount_percent: -5 }],
  [{ expired_at: '1790000000' }, { expired_at: 1_790_000_000 }],
  [{ is_final: 1 }, { is_final: true }],
  [{ is_final: '0' }, { is_final: false }],
  [{ order_id: 77 }, { order_id: '77' }],
  [
    { convert: { to_currency: 'USDT', rate: 1, amount: 2.5 } },
    { convert: { to_currency: 'USDT', rate: '1', amount: '2.5' } },
  ],
  [{ convert: [] }, { convert: [] }],
  [{ convert: null }, { convert: null }],
  [{ from: { a: 1 } }, { from: { a: 1 } }],
]

for (const [came, coerced] of drift) {
  test(`${JSON.stringify(came)} in an invoice is read as ${JSON.stringify(coerced)}`, () => {
    assert.deepEqual(read(came), { value: { ...paymentSample, ...coerced } })
  })
}

test('fields that are left out stay out', () => {
  assert.deepEqual(runSchema(schema, { uuid: 'u' }), { value: { uuid: 'u' } })
})

for (const uuid of [undefined, null, '', 7]) {
  test(`an invoice whose uuid is ${JSON.stringify(uuid)} does not fit`, () => {
    const checked = read({ uuid })
    assert.ok(checked.issues)
    assert.equal(checked.issues[0]?.path, 'uuid')
  })
}

test('what is no object is no invoice', () => {
  for (const bad of [null, undefined, 'paid', 7]) {
    const checked = runSchema(schema, bad)
    assert.deepEqual(checked, { issues: [{ path: '', message: 'is not an object' }] })
  }
})
