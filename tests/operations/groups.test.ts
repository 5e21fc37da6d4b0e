import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groups } from '../../src/operations/groups.ts'
import type { Repeatable } from '../../src/operations/types.ts'
import type { OperationId } from '../support/operation-id.ts'
import { operations } from '../support/operations.ts'

interface Declared {
  readonly repeatable: Repeatable
  readonly query?: readonly string[]
  readonly echo?: readonly string[]
}

const reads: Declared = { repeatable: 'reads' }
const no: Declared = { repeatable: 'no' }
const pages: Declared = { repeatable: 'reads', query: ['cursor'] }

// The address and the key of each are checked on the wire.
const table: Readonly<Record<OperationId, Declared>> = {
  'payments.create': { repeatable: 'order_id', echo: ['order_id', 'amount', 'currency'] },
  'payments.get': reads,
  'payments.list': pages,
  'payments.refund': no,
  'payments.resendWebhook': no,
  'payments.markAsPaid': no,
  'payments.createQr': reads,
  'payments.listServices': reads,
  'wallets.create': { repeatable: 'order_id', echo: ['order_id', 'currency', 'network'] },
  'wallets.block': no,
  'wallets.refundBlocked': no,
  'wallets.createQr': reads,
  'payouts.create': { repeatable: 'ensured', echo: ['order_id', 'amount', 'currency', 'network', 'address'] },
  'payouts.get': reads,
  'payouts.list': pages,
  'payouts.listServices': reads,
  'payouts.calculate': reads,
  'transfers.toPersonal': no,
  'transfers.toBusiness': no,
  'recurrences.create': { repeatable: 'order_id', echo: ['order_id', 'amount', 'currency', 'period'] },
  'recurrences.get': reads,
  'recurrences.list': pages,
  'recurrences.cancel': no,
  'discounts.list': reads,
  'discounts.set': no,
  'balance.get': reads,
  'rates.list': reads,
  'testWebhooks.payment': no,
  'testWebhooks.wallet': no,
  'testWebhooks.payout': no,
  'amlLinks.list': reads,
}

for (const { id, operation } of operations) {
  test(`${id} is declared as the gateway documents it`, () => {
    const { repeatable, query = [], echo = [] } = table[id]
    assert.deepEqual(
      [operation.id, operation.repeatable, operation.query ?? [], operation.echo ?? []],
      [id, repeatable, query, echo],
    )
    assert.ok(Object.isFrozen(operation))
  })
}

test('an operation is a member of one group only', () => {
  const all = Object.values(groups).flatMap((members) => Object.values(members))
  assert.equal(new Set(all).size, all.length)
  assert.equal(all.length, Object.keys(table).length)
})

test('two operations are never sent to the same place', () => {
  const places = operations.map(({ operation: { method, path } }) => `${method} ${path}`)
  assert.deepEqual([...new Set(places)], places)
})

test('money that leaves or moves is never declared as safe to send twice by itself', () => {
  for (const { id, operation } of operations) {
    const reading = /\.(get|list|listServices|calculate)$/.test(id)
    if (operation.key === 'payout' && !reading) assert.ok(['ensured', 'no'].includes(operation.repeatable), id)
    if (/refund/i.test(id)) assert.equal(operation.repeatable, 'no', id)
  }
})

test('params that the result must repeat or that are sent in the query are declared params', () => {
  for (const { id, operation } of operations) {
    const { entries } = operation.params as unknown as { readonly entries: object }
    for (const name of [...(operation.query ?? []), ...(operation.echo ?? [])]) assert.ok(name in entries, id)
  }
})
