import assert from 'node:assert/strict'
import { test } from 'node:test'
import { rejected } from '../../support/rejected.ts'
import { fixedPayout, openSandbox, statusesTold, toldBy } from '../../support/sandbox.ts'

async function openPayout() {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  const stands = async () => {
    const { status, is_final, balance, txid } = await client.payouts.get({ uuid })
    return [status, is_final, balance, typeof txid]
  }
  return { sandbox, client, uuid, stands }
}

test('a payout is paid by itself after a minute', async () => {
  const { sandbox, stands } = await openPayout()
  await sandbox.advance(59_999)
  assert.deepEqual(await stands(), ['process', false, '9898', 'object'])
  assert.deepEqual(sandbox.deliveries, [])
  await sandbox.advance(1)
  assert.deepEqual(await stands(), ['paid', true, '9898', 'string'])
  assert.deepEqual(statusesTold(sandbox), ['paid'])
})

test('a payout can be settled as paid at once', async () => {
  const { sandbox, uuid, stands } = await openPayout()
  await sandbox.settlePayout(uuid, 'paid')
  assert.deepEqual(await stands(), ['paid', true, '9898', 'string'])
  await sandbox.advance(120_000)
  assert.deepEqual(statusesTold(sandbox), ['paid'])
})

test('what a failed payout was debited comes back', async () => {
  const { sandbox, uuid, stands } = await openPayout()
  await sandbox.settlePayout(uuid, 'fail')
  assert.deepEqual(await stands(), ['fail', true, '10000', 'object'])
})

test('a payout that failed without being final is still open, and can be paid by support', async () => {
  const { sandbox, uuid, stands } = await openPayout()
  await sandbox.settlePayout(uuid, 'fail', { isFinal: false })
  assert.deepEqual(await stands(), ['fail', false, '9898', 'object'])
  await sandbox.advance(3_600_000)
  assert.deepEqual(await stands(), ['fail', false, '9898', 'object'])
  await sandbox.settlePayout(uuid, 'paid')
  assert.deepEqual(await stands(), ['paid', true, '9898', 'string'])
  assert.deepEqual(
    toldBy(sandbox).map(({ status, is_final }) => [status, is_final]),
    [
      ['fail', false],
      ['paid', true],
    ],
  )
})

test('a payout that failed without being final can fail for good', async () => {
  const { sandbox, uuid, stands } = await openPayout()
  await sandbox.settlePayout(uuid, 'fail', { isFinal: false })
  await sandbox.settlePayout(uuid, 'fail')
  assert.deepEqual(await stands(), ['fail', true, '10000', 'object'])
})

test('a final payout is not settled again', async () => {
  for (const status of ['paid', 'fail'] as const) {
    const { sandbox, uuid, stands } = await openPayout()
    await sandbox.settlePayout(uuid, status)
    const before = await stands()
    const error = await rejected('validation', sandbox.settlePayout(uuid, 'fail'))
    assert.match(error.message, new RegExp(`final: ${status}\\.`))
    assert.deepEqual(await stands(), before)
  }
})

test('what cannot be settled is refused by name', async () => {
  const { sandbox, uuid, stands } = await openPayout()
  const attempts: readonly (readonly [path: string, attempt: Promise<void>])[] = [
    ['uuid', sandbox.settlePayout('nobody', 'paid')],
    ['status', sandbox.settlePayout(uuid, 'cancel' as 'fail')],
    ['isFinal', sandbox.settlePayout(uuid, 'paid', { isFinal: false })],
  ]
  for (const [path, attempt] of attempts) {
    const { message, issues } = await rejected('validation', attempt)
    assert.equal(issues[0]?.path, path)
    assert.ok(message.includes(path), message)
  }
  assert.deepEqual(await stands(), ['process', false, '9898', 'object'])
})
