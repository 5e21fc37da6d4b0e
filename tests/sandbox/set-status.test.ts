import assert from 'node:assert/strict'
import { test } from 'node:test'
import { invoiceStatuses } from '../../src/sandbox/invoices/booking.ts'
import { createInvoice } from '../../src/sandbox/invoices/create-invoice.ts'
import { openPayout } from '../../src/sandbox/payouts/behaviour.ts'
import { setStatus } from '../../src/sandbox/set-status.ts'
import { addWallet, deposit } from '../../src/sandbox/wallets/behaviour.ts'
import { rejected } from '../support/rejected.ts'
import {
  allOf,
  balanceOf,
  fixedInvoice,
  fixedPayout,
  fixedRecurrence,
  fixedWallet,
  knownTo,
  openSandbox,
  openWallet,
  openWorld,
  toldBy,
} from '../support/sandbox.ts'
import { assertBooks } from '../support/sandbox-books.ts'

const payoutStatuses = ['process', 'check', 'paid', 'fail', 'cancel', 'system_fail'] as const
const recurrenceStatuses = ['wait_accept', 'active', 'cancel_by_merchant', 'cancel_by_user']

const makers = {
  'an invoice': (world: ReturnType<typeof openWorld>) => {
    createInvoice(world, fixedInvoice, '')
    return allOf(world.invoices)[0]?.uuid ?? assert.fail()
  },
  'an invoice whose coin is open': (world: ReturnType<typeof openWorld>) => {
    createInvoice(world, { amount: '7.77', currency: 'EUR', order_id: 'o', subtract: 33 }, '')
    return allOf(world.invoices)[0]?.uuid ?? assert.fail()
  },
  'a top-up': (world: ReturnType<typeof openWorld>) => {
    addWallet(world, fixedWallet, '')
    return deposit(world, allOf(world.wallets)[0]?.uuid ?? '', { amount: '12.34567891' }) ?? assert.fail()
  },
} as const

for (const [name, make] of Object.entries(makers)) {
  test(`${name} can be put from every status into every other, and the books agree at every step`, () => {
    for (const from of invoiceStatuses) {
      const world = openWorld()
      const uuid = make(world)
      for (const to of invoiceStatuses) {
        for (const status of [from, to]) {
          setStatus(world, uuid, status, {})
          assert.equal(world.invoices.get(uuid)?.status, status)
          assertBooks(knownTo(world))
        }
      }
    }
  })
}

test('a payout can be put from every status into every other, and the books agree at every step', () => {
  for (const from of payoutStatuses) {
    const world = openWorld()
    openPayout(world, { ...fixedPayout, from_currency: 'USDT', currency: 'BTC', network: 'btc', amount: '0.001' })
    const [{ uuid } = assert.fail()] = allOf(world.payouts)
    for (const to of payoutStatuses) {
      for (const status of [from, to]) {
        setStatus(world, uuid, status, {})
        assert.equal(world.payouts.get(uuid)?.status, status)
        assertBooks(knownTo(world))
      }
    }
  }
})

test('a recurring payment can be put into every status, and nothing is told of it', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.recurrences.create({ ...fixedRecurrence, url_callback: fixedInvoice.url_callback })
  for (const status of [...recurrenceStatuses, ...recurrenceStatuses.toReversed()]) {
    await sandbox.setStatus(uuid, status)
    assert.equal((await client.recurrences.get({ uuid })).status, status)
  }
  assert.deepEqual(sandbox.deliveries, [])
})

/** What each status implies of an invoice of 20 that nobody paid: final, paid and credited. */
const implied: readonly (readonly [status: string, isFinal: boolean, paid: string | null, balance: string])[] = [
  ['check', false, null, '10000'],
  ['process', false, null, '10000'],
  ['confirm_check', false, '20.00000000', '10000'],
  ['wrong_amount_waiting', false, '10.00000000', '10000'],
  ['paid', true, '20.00000000', '10019.6'],
  ['paid_over', true, '22.00000000', '10021.56'],
  ['wrong_amount', true, '10.00000000', '10009.8'],
  ['cancel', true, null, '10000'],
  ['fail', true, null, '10000'],
  ['system_fail', true, null, '10000'],
  ['locked', false, '20.00000000', '10000'],
  ['refund_process', true, '20.00000000', '9999.6'],
  ['refund_fail', true, '20.00000000', '10019.6'],
  ['refund_paid', true, '20.00000000', '9999.6'],
]

test('the table of what statuses imply knows every one', () => {
  assert.deepEqual(implied.map(([status]) => status).sort(), [...invoiceStatuses].sort())
})

for (const [status, isFinal, paid, balance] of implied) {
  test(`an invoice that is ${status} has ${paid ?? 'nothing'} paid, and its webhook says so`, async () => {
    const { sandbox, client } = openSandbox()
    const { uuid } = await client.payments.create(fixedInvoice)
    await sandbox.setStatus(uuid, status)
    const { payment_status, is_final, payment_amount, txid } = await client.payments.get({ uuid })
    assert.deepEqual([payment_status, is_final, payment_amount], [status, isFinal, paid])
    assert.equal(typeof txid, paid === null ? 'object' : 'string')
    assert.equal(Number(await balanceOf(client, 'USDT')), Number(balance))
    const [webhook] = toldBy(sandbox)
    if (status === 'check') assert.equal(webhook, undefined)
    else assert.deepEqual([webhook.status, webhook.is_final, webhook.payment_amount], [status, isFinal, paid])
  })
}

test('a top-up is told as one of its wallet', async () => {
  const { sandbox, client, uuid } = await openWallet()
  await sandbox.deposit(uuid, { amount: '5' })
  const { uuid: topUp } = toldBy(sandbox)[0]
  await sandbox.setStatus(topUp, 'locked')
  const webhook = toldBy(sandbox).at(-1)
  assert.deepEqual([webhook.type, webhook.status, webhook.wallet_address_uuid], ['wallet', 'locked', uuid])
  assert.equal(await balanceOf(client, 'USDT'), '10000.00000000')
})

test('what was put into a status stays there, except where it waits for a payer', async () => {
  for (const status of invoiceStatuses) {
    const { sandbox, client } = openSandbox({ wire: { confirmationMs: 1000, refundMs: 1000 } })
    const { uuid } = await client.payments.create(fixedInvoice)
    await sandbox.setStatus(uuid, status)
    await sandbox.advance(100_000_000)
    const ends: Readonly<Record<string, string>> = { check: 'cancel', wrong_amount_waiting: 'wrong_amount' }
    assert.equal((await client.payments.get({ uuid })).payment_status, ends[status] ?? status)
  }
  for (const status of payoutStatuses) {
    const { sandbox, client } = openSandbox()
    const { uuid } = await client.payouts.create(fixedPayout)
    await sandbox.setStatus(uuid, status)
    await sandbox.advance(100_000_000)
    assert.equal((await client.payouts.get({ uuid })).status, status)
  }
})

test('an expired invoice that is opened again can be paid for a whole lifetime', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.advance(3_600_000)
  await sandbox.setStatus(uuid, 'check')
  await sandbox.advance(3_599_999)
  await sandbox.pay(uuid)
  assert.deepEqual(
    toldBy(sandbox).map(({ status }) => status),
    ['cancel', 'check', 'paid'],
  )
})

test('isFinal says otherwise than documented, and a final record waits for nothing', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.setStatus(uuid, 'check', { isFinal: true })
  await sandbox.advance(100_000_000)
  const { payment_status, is_final } = await client.payments.get({ uuid })
  assert.deepEqual([payment_status, is_final], ['check', true])
  assert.equal(toldBy(sandbox)[0].is_final, true)
  await rejected('validation', sandbox.pay(uuid))
})

test('an invoice that was credited cannot be paid again, even where it is not final', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.setStatus(uuid, 'paid', { isFinal: false })
  assert.match((await rejected('validation', sandbox.pay(uuid, { amount: '1' }))).message, /has been credited: paid/)
  assert.equal(await balanceOf(client, 'USDT'), '10019.60000000')
})

test('failReason is told of a payout that failed, and a failed payout has one anyway', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payouts.create(fixedPayout)
  await sandbox.setStatus(uuid, 'fail', { failReason: 'aml', isFinal: false })
  await sandbox.setStatus(uuid, 'fail')
  await sandbox.setStatus(uuid, 'cancel', { failReason: 'address_error' })
  await sandbox.setStatus(uuid, 'paid')
  assert.deepEqual(
    toldBy(sandbox).map(({ status, is_final, fail_reason }) => [status, is_final, fail_reason]),
    [
      ['fail', false, 'aml'],
      ['fail', true, 'system_error'],
      ['cancel', true, 'address_error'],
      ['paid', true, undefined],
    ],
  )
})

test('money that the merchant has spent cannot be taken back, and nothing changes', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create({ ...fixedInvoice, amount: '100' })
  const failed = await client.payouts.create({ ...fixedPayout, amount: '5000' })
  await sandbox.settlePayout(failed.uuid, 'fail')
  await sandbox.pay(uuid)
  await client.transfers.toPersonal({ amount: '10098', currency: 'USDT' })
  const before = sandbox.save()
  for (const [record, status] of [
    [uuid, 'locked'],
    [uuid, 'cancel'],
    [uuid, 'refund_process'],
    [failed.uuid, 'process'],
    [failed.uuid, 'paid'],
  ] as const) {
    const { issues, message } = await rejected('validation', sandbox.setStatus(record, status))
    assert.equal(issues[0]?.path, 'status')
    assert.match(message, new RegExp(`cannot be ${status}, because the merchant has spent the USDT`))
  }
  assert.equal(sandbox.save(), before)
})

test('a record or a status that does not exist, and options that do not fit, are refused by name', async () => {
  const { sandbox, client, uuid: wallet } = await openWallet()
  const { uuid: payment } = await client.payments.create(fixedInvoice)
  const { uuid: payout } = await client.payouts.create(fixedPayout)
  const { uuid: recurrence } = await client.recurrences.create(fixedRecurrence)
  const before = sandbox.save()
  const wrong: readonly (readonly [path: string, uuid: string, status: string, options?: object | null])[] = [
    ['uuid', 'nobody', 'paid'],
    ['uuid', wallet, 'paid'],
    ['status', payment, 'payed'],
    ['status', payment, 'active'],
    ['status', payment, 'constructor'],
    ['status', payout, 'paid_over'],
    ['status', payout, 'toString'],
    ['status', payout, ''],
    ['status', recurrence, 'paid'],
    ['isFinal', payment, 'paid', { isFinal: 1 }],
    ['isFinal', payout, 'fail', { isFinal: 'no' }],
    ['isFinal', payout, 'paid', { isFinal: false }],
    ['isFinal', payout, 'process', { isFinal: true }],
    ['isFinal', recurrence, 'active', { isFinal: true }],
    ['failReason', payment, 'fail', { failReason: 'aml' }],
    ['failReason', payout, 'paid', { failReason: 'aml' }],
    ['failReason', recurrence, 'active', { failReason: 'aml' }],
    ['is_final', payment, 'paid', { is_final: true }],
    ['options', payment, 'paid', null],
  ]
  for (const [path, uuid, status, options] of wrong) {
    const { issues, message } = await rejected('validation', sandbox.setStatus(uuid, status, options as object))
    assert.equal(issues[0]?.path, path, message)
  }
  assert.equal(sandbox.save(), before)
})
