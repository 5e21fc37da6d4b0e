import assert from 'node:assert/strict'
import { test } from 'node:test'
import { transferToPersonal } from '../../../src/operations/transfers/transfer-to-personal.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { documentedExamples } from '../../tools/documented-examples.ts'
import { paramTables } from '../../tools/param-tables.ts'

const { params, answer } = documentedExamples['transfers.toPersonal']

checkParams(transferToPersonal, { ...paramTables['transfers.toPersonal'], result: answer })

test('an answer to transfers.toPersonal goes through unchanged', async () => {
  assert.deepEqual(await runWith(transferToPersonal, params, answer).promise, answer)
})
