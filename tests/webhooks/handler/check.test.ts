import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { WebhookHandle } from '../../../src/webhooks/handler/types.ts'
import { rejected } from '../../support/rejected.ts'
import {
  apiError,
  networkError,
  openHandler,
  openShop,
  paymentRecord,
  payoutRecord,
} from '../../support/webhook-handler.ts'
import { payment, payout } from '../../support/webhooks.ts'

const { uuid } = payment

test('a check reads a record and runs its handler once, without a webhook', async () => {
  const { handle, show, ran, reports } = openShop()
  show({ status: 'paid' })
  const first = await handle.check({ uuid })
  const second = await handle.check({ uuid })
  assert.deepEqual([first.result, second.result], ['handled', 'duplicate'])
  assert.deepEqual([first.event?.order_id, first.status, first.type], [payment.order_id, 'paid', 'payment'])
  assert.deepEqual(reports, [first, second])
  assert.deepEqual(ran, ['payment:paid:15'])
})

test('a webhook of what was checked is a duplicate, and the other way round', async () => {
  const { handle, show, tell, ran, reports } = openShop()
  show({ status: 'confirm_check' })
  await handle.check({ uuid })
  assert.equal(await tell({ status: 'confirm_check' }), 200)
  show({ status: 'paid' })
  assert.equal(await tell(), 200)
  assert.equal((await handle.check({ uuid })).result, 'duplicate')
  assert.deepEqual([ran.length, reports.length], [2, 4])
})

test('a check by order_id costs one read more, and claims the same record', async () => {
  const { handle, show, reads, entry } = openShop()
  show({ status: 'paid' })
  assert.equal((await handle.check({ order_id: payment.order_id })).result, 'handled')
  assert.deepEqual(reads, [{ order_id: payment.order_id }, { uuid }])
  assert.deepEqual((await entry()).handled, ['paid'])
})

test('a record whose state was handled last is a duplicate without a read, any other is read again', async () => {
  const { handle, show, reads, ran } = openShop()
  show({ status: 'paid' })
  assert.equal((await handle.check(paymentRecord)).result, 'handled')
  assert.equal((await handle.check(paymentRecord)).result, 'duplicate')
  assert.equal(reads.length, 1)
  const stale = { ...paymentRecord, status: 'check', payment_status: 'check' } as const
  assert.equal((await handle.check(stale)).result, 'duplicate')
  assert.equal(reads.length, 2)
  assert.deepEqual(ran, ['payment:paid:15'])
})

test('payouts are checked by the type that they are', async () => {
  const { handle, show, ran } = openShop()
  show({ status: 'paid' })
  assert.equal((await handle.check({ uuid: payout.uuid }, { type: 'payout' })).result, 'handled')
  assert.equal((await handle.check({ ...payoutRecord, order_id: null }, { type: 'payout' })).result, 'duplicate')
  assert.deepEqual(ran, ['payout:paid'])
})

test('a payout that is checked by its order_id keeps it, for its record names none', async () => {
  const { handle, show } = openShop()
  show({ status: 'paid' })
  const { event } = await handle.check({ order_id: 'po_77' }, { type: 'payout' })
  assert.equal(event?.order_id, 'po_77')
})

test('a deposit to a wallet runs the handlers of wallets, where the check says that it is one', async () => {
  const { handle, show, ran } = openShop()
  show({ status: 'paid' })
  await handle.check({ uuid }, { type: 'wallet' })
  await handle.check({ uuid })
  assert.deepEqual(ran, ['wallet:paid:15'])
})

test('inside a handler of the same record a check is busy', async () => {
  const results: string[] = []
  let handle: WebhookHandle | undefined
  const shop = openShop({
    on: { payment: async () => void results.push((await handle?.check({ uuid }))?.result ?? '') },
  })
  handle = shop.handle
  shop.show({ status: 'paid' })
  assert.equal(await shop.tell(), 200)
  assert.deepEqual(results, ['busy'])
})

test('a check resolves with what went wrong', async () => {
  const { handle, show } = openShop()
  for (const [error, result] of [
    [apiError(422, 'Payment not found'), 'unconfirmed'],
    [networkError(), 'unavailable'],
  ] as const) {
    show(error)
    assert.equal((await handle.check({ uuid })).result, result)
    assert.equal((await handle.check({ order_id: 'order-1' })).result, result)
  }
})

test('a check that finds a record older than what was handled says that it is behind', async () => {
  const { handle, show, tell } = openShop()
  show({ status: 'paid', updated_at: '2026-01-01T10:00:09+03:00' })
  assert.equal(await tell(), 200)
  show({ status: 'confirm_check', updated_at: '2026-01-01T10:00:01+03:00' })
  assert.equal((await handle.check({ uuid })).result, 'behind')
})

for (const [target, options, path] of [
  [undefined, undefined, 'target'],
  [null, undefined, 'target'],
  ['order-1', undefined, 'target'],
  [{}, undefined, 'target'],
  [{ uuid: '' }, undefined, 'target'],
  [{ order_id: 7 }, undefined, 'target'],
  [{ uuid, order_id: 'order-1' }, undefined, 'target'],
  [{ orderId: 'order-1' }, undefined, 'target'],
  [{ status: 'paid' }, undefined, 'uuid'],
  [{ uuid }, { type: 'invoice' }, 'type'],
  [{ order_id: 'wallet-1' }, { type: 'wallet' }, 'order_id'],
  [paymentRecord, { type: 'payout' }, 'type'],
  [payoutRecord, undefined, 'type'],
] as const) {
  test(`a check refuses ${JSON.stringify(target)?.slice(0, 40)} with ${JSON.stringify(options)}, by name`, async () => {
    const { handle, reads } = openShop()
    const error = await rejected('validation', handle.check(target as never, options as never))
    assert.deepEqual([error.issues[0]?.path, reads], [path, []])
  })
}

test('a check needs somebody to ask', async () => {
  const error = await rejected('config', openHandler({ confirm: false }).check({ uuid }))
  assert.equal(error.option, 'confirm')
})
