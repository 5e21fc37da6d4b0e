import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transferParams, transferReader } from '../../src/operations/transfers.ts'
import { runSchema } from '../../src/schema/run-schema.ts'
import { checkReading } from '../tools/check-reading.ts'
import { documentedExamples } from '../tools/documented-examples.ts'

test('a transfer takes an amount and a currency, and nothing else', () => {
  assert.deepEqual(Object.keys(transferParams.entries), ['amount', 'currency'])
  assert.ok(runSchema(transferParams, { amount: '1', currency: 'USDT' }).ok)
  assert.ok(!runSchema(transferParams, { amount: '1', currency: 'USDT', order_id: 'o' }).ok)
})

// Money has moved when it arrives, so nothing of it is insisted on.
checkReading('a transfer', transferReader, {
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
