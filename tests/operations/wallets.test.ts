import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createWallet } from '../../src/operations/wallets.ts'
import { checkParams, runWith } from '../tools/check-params.ts'
import { checkReading } from '../tools/check-reading.ts'
import { documentedExamples } from '../tools/documented-examples.ts'
import { paramTables } from '../tools/param-tables.ts'
import { rejected } from '../tools/rejected.ts'

const { valid } = paramTables['wallets.create']
const sample = Object(documentedExamples['wallets.create'].answer)

checkParams(createWallet, { ...paramTables['wallets.create'], result: sample })

checkReading('a static wallet', createWallet.result, {
  sample,
  identity: 'uuid',
  drift: [
    [{ order_id: 'wallet-1' }, { order_id: 'wallet-1' }],
    [{ order_id: 77 }, { order_id: '77' }],
    [{ order_id: null }, { order_id: null }],
    [{ wallet_uuid: 12 }, { wallet_uuid: '12' }],
  ],
})

test('a wallet in another currency or network than was asked for is a conflict', async () => {
  for (const [fields, answer] of [
    [['currency'], { ...sample, currency: 'USDC' }],
    [['network'], { ...sample, network: 'eth' }],
    [['order_id'], { ...sample, order_id: 'wallet-2' }],
  ] as const) {
    const error = await rejected('conflict', runWith(createWallet, valid, answer).promise)
    assert.deepEqual([error.fields, error.existing, error.outcome], [fields, answer, 'unknown'])
  }
})

test('a wallet whose codes are spelled in another case, or that tells no order_id, is the one that was asked for', async () => {
  const answer = { ...sample, currency: 'usdt', network: 'TRON' }
  assert.deepEqual(await runWith(createWallet, valid, answer).promise, answer)
})
