import assert from 'node:assert/strict'
import { test } from 'node:test'
import { blockWallet, createWallet, createWalletQr, refundBlockedWallet } from '../../src/operations/wallets.ts'
import { runSchema } from '../../src/schema/standard-schema.ts'
import { walletCases } from '../fixtures/wallets.ts'
import { checkReading } from '../support/check-reading.ts'
import { rejected } from '../support/rejected.ts'
import { runWith } from '../support/run-with.ts'

const { valid, example } = walletCases.create
const wallet = example.response

checkReading('a static wallet', createWallet.result, {
  sample: wallet,
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
    [['currency'], { ...wallet, currency: 'USDC' }],
    [['network'], { ...wallet, network: 'eth' }],
    [['order_id'], { ...wallet, order_id: 'wallet-2' }],
  ] as const) {
    const error = await rejected('conflict', runWith(createWallet, valid, answer).promise)
    assert.deepEqual([error.fields, error.existing, error.outcome], [fields, answer, 'unknown'])
  }
})

test('a wallet whose codes are spelled in another case, or that tells no order_id, is the one that was asked for', async () => {
  const answer = { ...wallet, currency: 'usdt', network: 'TRON' }
  assert.deepEqual(await runWith(createWallet, valid, answer).promise, answer)
})

checkReading('a blocked wallet', blockWallet.result, {
  sample: walletCases.block.example.response,
  identity: 'uuid',
  drift: [
    [{ status: 'in_active' }, { status: 'in_active' }],
    [{ status: 'on_the_moon' }, { status: 'on_the_moon' }],
    [{ status: 2 }, { status: '2' }],
  ],
})

test('an answer to wallets.createQr goes through unchanged', async () => {
  const { valid, example } = walletCases.createQr
  assert.deepEqual(await runWith(createWalletQr, valid, example.response).promise, example.response)
})

checkReading('a refund of a blocked wallet', refundBlockedWallet.result, {
  sample: walletCases.refundBlocked.example.response,
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
  const message =
    'must be a string of 1 to 32 letters or digits of any script, "_" or "-"; for a longer one use the uuid (a UUID without hyphens has 32)'
  const [given, address] = [{ order_id: 'x'.repeat(32) }, 'TExampleAddress']
  const longer = { order_id: 'x'.repeat(33) }
  const issues = [{ path: 'order_id', message }]
  assert.ok(!runSchema(blockWallet.params, given).issues)
  assert.deepEqual(runSchema(blockWallet.params, longer), { issues })
  assert.ok(!runSchema(refundBlockedWallet.params, { ...given, address }).issues)
  assert.deepEqual(runSchema(refundBlockedWallet.params, { ...longer, address }), { issues })
})
