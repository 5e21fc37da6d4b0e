import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockWallet, createWallet, createWalletQr, refundBlockedWallet } from '../../src/operations/wallets.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { documentedExamples } from '../fixtures/documented-examples.ts'
import { paramTables } from '../fixtures/param-tables.ts'
import { checkParams, runWith } from '../support/check-params.ts'
import { checkReading } from '../support/check-reading.ts'
import { rejected } from '../support/rejected.ts'

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

test('a wallet with codes in another case, or without an order_id, is the one that was asked for', async () => {
  const answer = { ...sample, currency: 'usdt', network: 'TRON' }
  assert.deepEqual(await runWith(createWallet, valid, answer).promise, answer)
})

const sampleOfBlockWallet = { uuid: '8b3e5f70-1c2d-4a9b-b6e4-0f1a2b3c4d5e', status: 'blocked' }

checkParams(blockWallet, { ...paramTables['wallets.block'], result: sampleOfBlockWallet })

checkReading('a blocked wallet', blockWallet.result, {
  sample: sampleOfBlockWallet,
  identity: 'uuid',
  drift: [
    [{ status: 'in_active' }, { status: 'in_active' }],
    [{ status: 'on_the_moon' }, { status: 'on_the_moon' }],
    [{ status: 2 }, { status: '2' }],
  ],
})

const table = paramTables['wallets.createQr']
const result = { image: 'data:image/png;base64,iVBORw0KGgo=' }

checkParams(createWalletQr, { ...table, result })

test('a result of wallets.createQr goes through unchanged', async () => {
  assert.deepEqual(await runWith(createWalletQr, table.valid, result).promise, result)
})

const sampleOfRefundBlockedWallet = { commission: '1.00000000', amount: '24.00000000' }

checkParams(refundBlockedWallet, { ...paramTables['wallets.refundBlocked'], result: sampleOfRefundBlockedWallet })

checkReading('a refund of a blocked wallet', refundBlockedWallet.result, {
  sample: sampleOfRefundBlockedWallet,
  drift: [
    [
      { commission: 1, amount: 24.5 },
      { commission: '1', amount: '24.5' },
    ],
    [{ commission: 1e-8 }, { commission: '0.00000001' }],
    [{ commision: '1' }, { commision: '1' }],
  ],
})

test('an order_id of 32 characters is the longest that names a wallet, and the message names the alternative', () => {
  const message = 'must be 1 to 32 letters, digits, "_" or "-"; name a wallet with a longer one by its uuid'
  const [given, address] = [{ order_id: 'x'.repeat(32) }, 'TExampleAddress']
  const longer = { order_id: 'x'.repeat(33) }
  const issues = [{ path: 'order_id', message }]
  assert.ok(runSchema(blockWallet.params, given).ok)
  assert.deepEqual(runSchema(blockWallet.params, longer), { ok: false, issues })
  assert.ok(runSchema(refundBlockedWallet.params, { ...given, address }).ok)
  assert.deepEqual(runSchema(refundBlockedWallet.params, { ...longer, address }), { ok: false, issues })
})
