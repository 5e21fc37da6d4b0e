import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ask, fixedPayout, openSandbox } from '../../tools/sandbox.ts'

test('reading a payout answers the same object as creating it, with JSON numbers', async () => {
  const { sandbox } = openSandbox()
  const created = await ask(sandbox, '/v1/payout', fixedPayout)
  const read = await ask(sandbox, '/v1/payout/info', { order_id: 'payout-1' })
  assert.equal(read.text, created.text)
  assert.equal(typeof read.json.result.balance, 'number')
})

test('a list shows the balance as a string, and dates at UTC+3', async () => {
  const { sandbox } = openSandbox()
  const { json } = await ask(sandbox, '/v1/payout', fixedPayout)
  await sandbox.advance(60_000)
  const { merchant_uuid, items } = (await ask(sandbox, '/v1/payout/list', {})).json.result
  assert.equal(merchant_uuid, sandbox.clientOptions.merchantId)
  const [{ txid, ...listed }] = items
  assert.match(txid, /^[0-9a-f]{64}$/)
  assert.deepEqual(listed, {
    uuid: json.result.uuid,
    amount: '100',
    currency: 'USDT',
    network: 'TRON',
    address: fixedPayout.address,
    status: 'paid',
    is_final: true,
    order_id: 'payout-1',
    balance: '9898.00000000',
    created_at: '2026-05-01T10:00:00+03:00',
    updated_at: '2026-05-01T10:01:00+03:00',
  })
})
