import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transferToBusiness } from '../../../src/operations/transfers/transfer-to-business.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { documentedExamples } from '../../tools/documented-examples.ts'
import { paramTables } from '../../tools/param-tables.ts'

const { params, answer } = documentedExamples['transfers.toBusiness']

checkParams(transferToBusiness, { ...paramTables['transfers.toBusiness'], result: answer })

test('an answer to transfers.toBusiness goes through unchanged', async () => {
  assert.deepEqual(await runWith(transferToBusiness, params, answer).promise, answer)
})
