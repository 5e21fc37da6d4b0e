import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWalletQr } from '../../../src/operations/wallets/create-wallet-qr.ts'
import { checkParams, runWith } from '../../tools/check-params.ts'
import { paramTables } from '../../tools/param-tables.ts'

const table = paramTables['wallets.createQr']
const result = { image: 'data:image/png;base64,iVBORw0KGgo=' }

checkParams(createWalletQr, { ...table, result })

test('an answer to wallets.createQr goes through unchanged', async () => {
  assert.deepEqual(await runWith(createWalletQr, table.valid, result).promise, result)
})
