import assert from 'node:assert/strict'
import { test } from 'node:test'
import { endPayout } from '../../../src/sandbox/payouts/end-payout.ts'
import { openPayout } from '../../../src/sandbox/payouts/open-payout.ts'
import type { Account } from '../../../src/sandbox/world/ledger.ts'
import { toShortest } from '../../../src/sandbox/world/units.ts'
import { rejected } from '../../tools/rejected.ts'
import { fixedPayout, openSandbox, openWorld, toldBy } from '../../tools/sandbox.ts'

function openOne(given: Partial<typeof fixedPayout> = {}) {
  const world = openWorld()
  const opening = world.ledger.balanceOf('outside', 'USDT')
  openPayout(world, { ...fixedPayout, ...given })
  const [uuid = ''] = world.payouts.keys()
  const holds = (account: Account) => toShortest(world.ledger.balanceOf(account, 'USDT'))
  const books = () => [
    holds('merchant'),
    holds('held'),
    holds('fees'),
    toShortest(world.ledger.balanceOf('outside', 'USDT') - opening),
  ]
  return { world, uuid, books }
}

test('while a payout is processed its money is held', () => {
  assert.deepEqual(openOne().books(), ['9898', '102', '0', '0'])
})

test('a payout that is paid leaves to the recipient, and the fee to the gateway', () => {
  const { world, uuid, books } = openOne()
  endPayout(world, uuid, 'paid')
  assert.deepEqual(books(), ['9898', '0', '2', '100'])
})

test('a payout that failed for good comes back whole', () => {
  const { world, uuid, books } = openOne()
  endPayout(world, uuid, 'fail')
  assert.deepEqual(books(), ['10000', '0', '0', '0'])
})

test('a payout that failed and is left open keeps its money held, and can still go either way', () => {
  for (const [status, expected] of [
    ['paid', ['9898', '0', '2', '100']],
    ['fail', ['10000', '0', '0', '0']],
  ] as const) {
    const { world, uuid, books } = openOne()
    endPayout(world, uuid, 'fail', false)
    assert.deepEqual(books(), ['9898', '102', '0', '0'])
    endPayout(world, uuid, status)
    assert.deepEqual(books(), expected)
  }
})

test('a payout is paid by itself when its time is up, and not before', async () => {
  const { sandbox, client } = openSandbox({ wire: { payoutMs: 5000 } })
  const { uuid } = await client.payouts.create(fixedPayout)
  await sandbox.advance(4999)
  assert.equal((await client.payouts.get({ uuid })).status, 'process')
  await sandbox.advance(1)
  const { status, is_final: isFinal, txid } = await client.payouts.get({ uuid })
  assert.deepEqual([status, isFinal], ['paid', true])
  assert.match(txid ?? '', /^[0-9a-f]{64}$/)
})

test('each way is told, and read again', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  await sandbox.settlePayout(uuid, 'fail', { isFinal: false })
  const open = await client.payouts.get({ uuid })
  assert.deepEqual([open.status, open.is_final, open.balance], ['fail', false, '9898'])
  await sandbox.advance(3_600_000)
  assert.equal((await client.payouts.get({ uuid })).status, 'fail')
  await sandbox.settlePayout(uuid, 'fail')
  const over = await client.payouts.get({ uuid })
  assert.deepEqual([over.status, over.is_final, over.balance, over.txid], ['fail', true, '10000', null])
  assert.deepEqual(
    toldBy(sandbox).map(({ status, is_final: isFinal }) => [status, isFinal]),
    [
      ['fail', false],
      ['fail', true],
    ],
  )
})

test('a final payout cannot be settled again', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  await sandbox.settlePayout(uuid, 'fail')
  const error = await rejected('validation', sandbox.settlePayout(uuid, 'paid'))
  assert.deepEqual(error.issues, [{ path: 'uuid', message: 'names a payout that is final: fail' }])
  assert.equal((await client.payouts.get({ uuid })).status, 'fail')
})

test('what makes no sense is refused by name', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  const path = async (attempt: Promise<void>) => (await rejected('validation', attempt)).issues[0]?.path
  assert.equal(await path(sandbox.settlePayout('nothing', 'paid')), 'uuid')
  assert.equal(await path(sandbox.settlePayout(uuid, 'cancel' as 'fail')), 'status')
  assert.equal(await path(sandbox.settlePayout(uuid, 'paid', { isFinal: false })), 'isFinal')
  assert.equal((await client.payouts.get({ uuid })).status, 'process')
})
