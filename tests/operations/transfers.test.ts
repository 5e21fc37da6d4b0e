import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transferToBusiness, transferToPersonal } from '../../src/operations/transfers.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { transferCases } from '../fixtures/transfers.ts'
import { checkReading } from '../support/check-reading.ts'
import { runWith } from '../support/run-with.ts'

for (const { id, params } of [transferToPersonal, transferToBusiness]) {
  test(`${id} takes an amount and a currency, and nothing else`, () => {
    assert.deepEqual(Object.keys(Object(params).entries), ['amount', 'currency'])
    assert.ok(!runSchema(params, { amount: '1', currency: 'USDT' }).issues)
    assert.ok(runSchema(params, { amount: '1', currency: 'USDT', order_id: 'o' }).issues)
  })
}

// Money has moved when it arrives, so no field of it is required.
checkReading('a transfer', transferToPersonal.result, {
  sample: transferCases.toPersonal.example.response,
  drift: [
    [
      { user_wallet_balance: 10.28, merchant_balance: 0 },
      { user_wallet_balance: '10.28', merchant_balance: '0' },
    ],
    [{ merchant_balance: 1e21 }, { merchant_balance: '1000000000000000000000' }],
    [{ user_wallet_transaction_uuid: 5 }, { user_wallet_transaction_uuid: '5' }],
  ],
})

for (const [operation, { example }] of [
  [transferToBusiness, transferCases.toBusiness],
  [transferToPersonal, transferCases.toPersonal],
] as const) {
  test(`an answer to ${operation.id} goes through unchanged`, async () => {
    assert.deepEqual(await runWith(operation, example.params, example.response).promise, example.response)
  })
}
