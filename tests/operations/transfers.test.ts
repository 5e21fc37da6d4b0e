import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transferToBusiness, transferToPersonal } from '../../src/operations/transfers.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { documentedExamples } from '../fixtures/documented-examples.ts'
import { paramTables } from '../fixtures/param-tables.ts'
import { checkParams, runWith } from '../support/check-params.ts'
import { checkReading } from '../support/check-reading.ts'

for (const { id, params } of [transferToPersonal, transferToBusiness]) {
  test(`${id} takes an amount and a currency, and nothing else`, () => {
    assert.deepEqual(Object.keys(Object(params).entries), ['amount', 'currency'])
    assert.ok(runSchema(params, { amount: '1', currency: 'USDT' }).ok)
    assert.ok(!runSchema(params, { amount: '1', currency: 'USDT', order_id: 'o' }).ok)
  })
}

// Money has moved when it arrives, so no field of it is required.
checkReading('a transfer', transferToPersonal.result, {
  sample: Object(documentedExamples['transfers.toPersonal'].answer),
  drift: [
    [
      { user_wallet_balance: 10.28, merchant_balance: 0 },
      { user_wallet_balance: '10.28', merchant_balance: '0' },
    ],
    [{ merchant_balance: 1e21 }, { merchant_balance: '1000000000000000000000' }],
    [{ user_wallet_transaction_uuid: 5 }, { user_wallet_transaction_uuid: '5' }],
  ],
})

const { params, answer } = documentedExamples['transfers.toBusiness']

checkParams(transferToBusiness, { ...paramTables['transfers.toBusiness'], result: answer })

test('a result of transfers.toBusiness goes through unchanged', async () => {
  assert.deepEqual(await runWith(transferToBusiness, params, answer).promise, answer)
})

const { params: paramsOfTransferToPersonal, answer: answerOfTransferToPersonal } =
  documentedExamples['transfers.toPersonal']

checkParams(transferToPersonal, { ...paramTables['transfers.toPersonal'], result: answerOfTransferToPersonal })

test('a result of transfers.toPersonal goes through unchanged', async () => {
  assert.deepEqual(
    await runWith(transferToPersonal, paramsOfTransferToPersonal, answerOfTransferToPersonal).promise,
    answerOfTransferToPersonal,
  )
})
