import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPaid, isPaidStatus, mergeStatus } from '../../src/status/status.ts'
import { thrown } from '../support/thrown.ts'

const orders = {
  payment:
    'brand_new check process confirm_check wrong_amount_waiting cancel fail system_fail locked wrong_amount paid paid_over refund_process refund_fail refund_paid',
  payout: 'brand_new process check cancel system_fail fail paid',
} as const

for (const [kind, words] of Object.entries(orders) as ['payment' | 'payout', string][]) {
  const order = words.split(' ')

  test(`of two statuses of a ${kind}, the later in the order counts, whichever comes first`, () => {
    for (const [at, a] of order.entries()) {
      for (const [other, b] of order.entries()) {
        const expected = at > other ? a : b
        assert.equal(mergeStatus(kind, a, b), expected)
        assert.equal(mergeStatus(kind, b, a), expected)
      }
    }
  })

  test(`all permutations of any five statuses of a ${kind} end in the same one`, () => {
    for (const five of subsets([...order, 'unheard_of'], 5)) {
      const ends = new Set(permutations(five).map((statuses) => statuses.reduce((a, b) => mergeStatus(kind, a, b))))
      assert.equal(ends.size, 1, five.join())
    }
  })
}

function subsets<Item>([first, ...rest]: readonly Item[], size: number): Item[][] {
  if (size === 0) return [[]]
  if (first === undefined) return []
  return [...subsets(rest, size - 1).map((chosen) => [first, ...chosen]), ...subsets(rest, size)]
}

function permutations<Item>(items: readonly Item[]): Item[][] {
  if (items.length <= 1) return [[...items]]
  return items.flatMap((item, at) => permutations(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))
}

test('saying it again changes nothing', () => {
  for (const status of orders.payment.split(' ')) assert.equal(mergeStatus('payment', status, status), status)
})

test('of two unknown ones everyone chooses the same', () => {
  assert.equal(mergeStatus('payment', 'alpha', 'beta'), 'beta')
  assert.equal(mergeStatus('payment', 'beta', 'alpha'), 'beta')
})

test('what was paid is never failed again', () => {
  for (const late of ['fail', 'cancel', 'system_fail', 'check', 'wrong_amount', 'locked']) {
    assert.equal(mergeStatus('payment', 'paid', late), 'paid')
  }
})

test('names what is wrong with its arguments', () => {
  for (const kind of ['wallet', '', undefined, 'toString', '__proto__']) {
    assert.equal(thrown('config', () => mergeStatus(kind as never, 'paid' as never, 'paid' as never)).option, 'kind')
  }
  for (const status of [undefined, null, 7]) {
    assert.equal(thrown('config', () => mergeStatus('payment', 'paid', status as never)).option, 'status')
  }
})

for (const status of ['paid', 'paid_over']) {
  test(`${status} says that the whole amount has arrived`, () => assert.equal(isPaidStatus(status), true))
}

const others = [
  'check',
  'process',
  'confirm_check',
  'wrong_amount_waiting',
  'wrong_amount',
  'cancel',
  'fail',
  'system_fail',
  'locked',
  'refund_process',
  'refund_fail',
  'refund_paid',
  'PAID',
  'something_new',
  '',
]
for (const status of others) {
  test(`"${status}" does not`, () => assert.equal(isPaidStatus(status), false))
}

test('isPaid asks an event or a record, and believes no type that is unknown', () => {
  for (const paid of [
    { type: 'payment', status: 'paid' },
    { type: 'wallet', status: 'paid_over' },
    { type: 'payout', status: 'paid' },
    { payment_status: 'paid', status: 'paid' },
    { payment_status: null, status: 'paid' },
  ]) {
    assert.equal(isPaid(paid), true)
  }
  for (const other of [
    { type: 'payment', status: 'check' },
    { type: 'gift', status: 'paid' },
    { payment_status: 'check', status: 'paid' },
    {},
    undefined as never,
    'paid' as never,
  ]) {
    assert.equal(isPaid(other), false)
  }
})
