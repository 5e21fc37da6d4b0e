import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiError, gate, networkError, openShop, settled } from '../../support/webhook-handler.ts'
import { payment, payout } from '../../support/webhooks.ts'

const at = (second: number) => ({ updated_at: `2026-01-01T10:00:${String(second).padStart(2, '0')}+03:00` })
const open = { payment_amount: '0', is_final: false }

test('W1: a paid webhook whose record still waits for confirmations is a 503, and is handled when it comes again', async () => {
  const { show, tell, ran, reports } = openShop()
  show({ status: 'confirm_check', ...open })
  assert.equal(await tell(), 503)
  assert.deepEqual([ran, reports.at(-1)?.result], [['payment:confirm_check:0'], 'ahead'])
  show({ status: 'paid' })
  assert.equal(await tell(), 200)
  assert.deepEqual(ran, ['payment:confirm_check:0', 'payment:paid:15'])
})

test('W1: a paid webhook of a payout whose record is still in process is a 503', async () => {
  const { show, tellPayout, ran } = openShop()
  show({ status: 'process', is_final: false })
  assert.equal(await tellPayout(), 503)
  show({ status: 'paid' })
  assert.equal(await tellPayout(), 200)
  assert.deepEqual(ran, ['payout:process', 'payout:paid'])
})

test('W1: what lags is read twice again, and the delivery is acknowledged if that helps', async () => {
  for (const lagging of [1, 2]) {
    const records = Array(lagging).fill({ status: 'confirm_check', ...open })
    const get = async () => ({ ...paidRecord, ...records.pop(), payment_status: undefined }) as never
    const paidRecord = { ...payment, status: 'paid' }
    const { tell, ran } = openShop({ confirm: { payments: { get }, payouts: { get } } })
    assert.equal(await tell(), 200)
    assert.deepEqual(ran, ['payment:paid:15'])
  }
})

for (const [name, earlier, delivered] of [
  ['the failure of a payout is not final yet', { status: 'fail', is_final: false }, { status: 'fail', is_final: true }],
  ['the end of a payout is not there yet', { status: 'fail', is_final: false }, { status: 'cancel', is_final: true }],
] as const) {
  test(`W1: it is a 503 while ${name}`, async () => {
    const { show, tellPayout, ran } = openShop()
    show(earlier)
    assert.equal(await tellPayout(earlier), 200)
    assert.equal(await tellPayout(delivered), 503)
    show(delivered)
    assert.equal(await tellPayout(delivered), 200)
    assert.deepEqual(ran, ['payout:fail', `payout:${delivered.status}:final`])
  })
}

for (const status of ['wrong_amount_waiting', 'paid_over']) {
  test(`W1: it is a 503 while the record of a ${status} has less than the delivery`, async () => {
    const { show, tell, ran } = openShop()
    show({ status, payment_amount: '10' })
    assert.equal(await tell({ status, payment_amount: '10' }), 200)
    assert.equal(await tell({ status, payment_amount: '30' }), 503)
    show({ status, payment_amount: '30' })
    assert.equal(await tell({ status, payment_amount: '30' }), 200)
    assert.deepEqual(ran, [`payment:${status}:10`, `payment:${status}:30`])
  })
}

test('W1: a status that nobody knows says more than a record that does not have it', async () => {
  const { show, tell, ran } = openShop()
  show({ status: 'confirm_check', ...open })
  assert.equal(await tell({ status: 'aml_check' }), 503)
  show({ status: 'aml_check' })
  assert.equal(await tell({ status: 'aml_check' }), 200)
  assert.equal(await tell({ status: 'paid' }), 503)
  show({ status: 'paid' })
  assert.equal(await tell({ status: 'paid' }), 200)
  assert.deepEqual(ran, ['payment:confirm_check:0', 'payment:aml_check:15', 'payment:paid:15'])
})

test('a gateway whose record differs from its webhook for ever is answered 503, and its record is handled once', async () => {
  const { show, tell, ran } = openShop()
  show({ status: 'paid_over', payment_amount: '14.99999999' })
  for (let tries = 0; tries < 3; tries++) assert.equal(await tell({ status: 'paid_over' }), 503)
  assert.deepEqual(ran, ['payment:paid_over:14.99999999'])
})

test('a paid record counts whatever its amount, once', async () => {
  const { show, tell, ran } = openShop()
  show({ status: 'paid', payment_amount: '14.99999999' })
  assert.equal(await tell(), 200)
  assert.equal(await tell({ payment_amount: '15' }), 200)
  assert.deepEqual(ran, ['payment:paid:14.99999999'])
})

test('W2: the cancel of an invoice that was refreshed is another one', async () => {
  const { show, tell, ran } = openShop()
  for (const [status, expired_at, seconds] of [
    ['cancel', 100, 1],
    ['check', 200, 2],
    ['cancel', 200, 3],
  ] as const) {
    show({ status, expired_at, ...open, ...at(seconds) })
    assert.equal(await tell({ status, ...open }), 200)
  }
  assert.deepEqual(ran, ['payment:cancel:0:100', 'payment:check:0', 'payment:cancel:0:200'])
})

test('W2: a cancelled invoice that comes back without any times runs again', async () => {
  const { show, tell, ran } = openShop()
  for (const status of ['cancel', 'check', 'cancel']) {
    show({ status, ...open, expired_at: undefined, updated_at: undefined })
    assert.equal(await tell({ status, ...open }), 200)
  }
  assert.deepEqual(ran, ['payment:cancel:0', 'payment:check:0', 'payment:cancel:0'])
})

for (const times of ['with', 'without']) {
  test(`W2: a payout that fails, is sent again and fails again is handled three times ${times} its times`, async () => {
    const { show, tellPayout, ran } = openShop()
    for (const [seconds, status] of ['fail', 'process', 'fail'].entries()) {
      show({ status, is_final: false, updated_at: undefined, ...(times === 'with' && at(seconds)) })
      assert.equal(await tellPayout({ status, is_final: false }), 200)
    }
    assert.deepEqual(
      ran.map((key) => key.split(':')[1]),
      ['fail', 'process', 'fail'],
    )
  })

  test(`W2: a refund that fails and is tried again is handled each time ${times} its times`, async () => {
    const { show, tell, ran } = openShop()
    for (const [seconds, status] of ['refund_process', 'refund_fail', 'refund_process', 'refund_fail'].entries()) {
      show({ status, updated_at: undefined, ...(times === 'with' && at(seconds)) })
      assert.equal(await tell({ status }), 200)
    }
    assert.equal(ran.length, 4)
  })
}

test('W3: no two deliveries of one record are under way at once, and the newer state is not followed by the older', async () => {
  const asked = gate()
  let underWay = 0
  const { show, tell, ran, run } = openShop({
    expected: async () => {
      underWay += 1
      assert.equal(underWay, 1)
      await asked.opened
      underWay -= 1
      return 'any' as const
    },
    on: { payment: (event) => run(event) },
  })
  show({ status: 'confirm_check', ...open, ...at(1) })
  const first = tell({ status: 'confirm_check', ...open })
  await settled()
  show({ status: 'paid', ...at(2) })
  const second = tell()
  await settled()
  asked.open()
  assert.deepEqual(await Promise.all([first, second]), [200, 200])
  assert.deepEqual(ran, ['payment:confirm_check:0', 'payment:paid:15'])
})

test('W3: a wallet and a payment of one uuid are one record', async () => {
  const { show, tell, ran } = openShop()
  show({ status: 'paid' })
  assert.equal(await tell({ type: 'wallet' }), 200)
  assert.equal(await tell({ type: 'payment' }), 200)
  assert.deepEqual(ran, ['wallet:paid:15'])
})

test('an older record than the one handled last is a 503, and does not run', async () => {
  const { show, tell, ran, reports } = openShop()
  show({ status: 'refund_process', ...at(9) })
  assert.equal(await tell({ status: 'refund_process' }), 200)
  show({ status: 'refund_fail', ...at(5) })
  assert.equal(await tell({ status: 'refund_fail' }), 503)
  assert.deepEqual([ran, reports.at(-1)?.result], [['payment:refund_process:15'], 'behind'])
})

for (const [name, type, early, late] of [
  ['a refund under way', 'payment', { status: 'refund_process' }, { status: 'refund_fail' }],
  [
    'an open invoice',
    'payment',
    { status: 'check', expired_at: undefined },
    { status: 'cancel', expired_at: undefined },
  ],
  ['a payout under way', 'payout', { status: 'process', is_final: false }, { status: 'fail', is_final: false }],
] as const) {
  const record = type === 'payout' ? { ...payout, ...at(5) } : { ...payment, payment_status: undefined, ...at(5) }

  test(`${name} that is read once after its failure of the same second lags: it does not run, and the failure runs once`, async () => {
    const reads: object[] = [late]
    const get = async () => ({ ...record, ...(reads.length > 1 ? reads.shift() : reads[0]) }) as never
    const shop = openShop({ confirm: { payments: { get }, payouts: { get } } })
    const deliver = type === 'payout' ? shop.tellPayout : shop.tell
    assert.equal(await deliver(late), 200)
    // Both webhooks were sent at once, the later one came first, and one or two reads for the other lag.
    for (const lagging of [[early], [early, early]]) {
      reads.unshift(...lagging)
      assert.equal(await deliver(early), 200)
    }
    assert.deepEqual(
      shop.ran.map((key) => key.split(':')[1]),
      [late.status],
    )
  })

  test(`${name} that every read shows after its failure of the same second is a new attempt: it runs`, async () => {
    const { show, tell, tellPayout, ran } = openShop()
    const deliver = type === 'payout' ? tellPayout : tell
    for (const state of [late, early]) {
      show({ ...state, ...at(5) })
      assert.equal(await deliver(state), 200)
    }
    assert.deepEqual(
      ran.map((key) => key.split(':')[1]),
      [late.status, early.status],
    )
  })
}

test('the end of a payout runs after a failure of the same second that was not the end, whatever the order of statuses', async () => {
  const { show, tellPayout, ran } = openShop()
  for (const state of [
    { status: 'fail', is_final: false },
    { status: 'cancel', is_final: true },
  ]) {
    show({ ...state, ...at(5) })
    assert.equal(await tellPayout(state), 200)
  }
  assert.deepEqual(
    ran.map((key) => key.split(':')[1]),
    ['fail', 'cancel'],
  )
})

test('paid runs once for good, also when the record comes back to it', async () => {
  const { show, tell, ran, reads } = openShop()
  for (const [seconds, status] of ['paid', 'locked', 'paid'].entries()) {
    show({ status, ...at(seconds) })
    assert.equal(await tell({ status }), 200)
  }
  assert.deepEqual(ran, ['payment:paid:15', 'payment:locked:15'])
  assert.equal(reads.length, 2)
})

test('paid_over follows paid', async () => {
  const { show, tell, ran } = openShop()
  show({ status: 'paid', ...at(1) })
  assert.equal(await tell(), 200)
  show({ status: 'paid_over', payment_amount: '20', ...at(2) })
  assert.equal(await tell({ status: 'paid_over', payment_amount: '20' }), 200)
  assert.deepEqual(ran, ['payment:paid:15', 'payment:paid_over:20'])
})

test('a paid state that is remembered costs no read, every other delivery one', async () => {
  const { show, tell, reads } = openShop()
  for (const [seconds, status] of ['check', 'confirm_check', 'paid'].entries()) {
    show({ status, ...at(seconds) })
    for (let copies = 0; copies < 2; copies++) assert.equal(await tell({ status }), 200)
  }
  assert.equal(reads.length, 5)
})

test('W5: what nobody confirms is a 401, whatever is observed, and is handled when it is there', async () => {
  const { show, tell, ran } = openShop()
  show(apiError(422, 'Payment not found'))
  assert.equal(await tell(), 401)
  show({ status: 'paid' })
  assert.equal(await tell(), 200)
  show({ status: 'paid', order_id: 'another' })
  assert.equal(await tell({ status: 'paid_over' }), 401)
  assert.deepEqual(ran, ['payment:paid:15'])
})

test('a record that cannot be read is a 503, and so is one without a status', async () => {
  const { show, tell, ran } = openShop()
  show(networkError())
  assert.equal(await tell(), 503)
  show({ payment_status: null, status: null })
  assert.equal(await tell(), 503)
  assert.deepEqual(ran, [])
})

test('what met no handler runs when there is one', async () => {
  const store = openShop().store
  const without = openShop({ store, on: {} })
  without.show({ status: 'paid' })
  assert.equal(await without.tell(), 200)
  assert.equal(without.reports[0]?.result, 'unhandled')
  const withHandler = openShop({ store })
  withHandler.show({ status: 'paid' })
  assert.equal((await withHandler.handle.check({ uuid: payment.uuid })).result, 'handled')
  assert.deepEqual(withHandler.ran, ['payment:paid:15'])
})

test('a state without a handler keeps the one before from counting as the last', async () => {
  const ran: string[] = []
  const { show, tellPayout } = openShop({ on: { 'payout.fail': ({ status }) => void ran.push(status) } })
  for (const status of ['fail', 'process', 'fail']) {
    show({ status, is_final: false })
    assert.equal(await tellPayout({ status, is_final: false }), 200)
  }
  assert.deepEqual(ran, ['fail', 'fail'])
})

test('with confirm: false, what was handled is a duplicate and what is older is acknowledged and not run', async () => {
  const { tell, ran, reports } = openShop({ confirm: false })
  for (const status of ['confirm_check', 'paid', 'confirm_check', 'check', 'paid', 'aml_check']) {
    assert.equal(await tell({ status }), 200)
  }
  assert.deepEqual(ran, ['payment:confirm_check:15', 'payment:paid:15', 'payment:aml_check:15'])
  assert.deepEqual(
    reports.map(({ result }) => result),
    ['handled', 'handled', 'behind', 'behind', 'duplicate', 'handled'],
  )
})

for (const end of ['fail', 'cancel', 'system_fail']) {
  test(`with confirm: false, the end of a payout in ${end} runs after a failure that was not the end`, async () => {
    const { tellPayout, ran } = openShop({ confirm: false })
    for (const status of ['fail', 'process']) assert.equal(await tellPayout({ status, is_final: false }), 200)
    assert.equal(await tellPayout({ status: end, is_final: true }), 200)
    assert.equal(await tellPayout({ status: 'fail', is_final: false }), 200)
    assert.deepEqual(
      ran.map((each) => each.split(':')[1]),
      ['fail', end],
    )
  })
}

test('W17: a webhook of a new type reaches the handler of everything, once', async () => {
  const heard: unknown[] = []
  const { tell, reads } = openShop({
    on: {
      payment: () => assert.fail('It is no payment.'),
      '*': (event, { record }) => void heard.push([event.type, event.isPaid, record]),
    },
  })
  assert.equal(await tell({ type: 'gift' }), 200)
  assert.equal(await tell({ type: 'gift' }), 200)
  assert.equal(await tell({ type: 'payment.paid', uuid: undefined }), 200)
  assert.deepEqual(heard, [
    ['gift', false, undefined],
    ['payment.paid', false, undefined],
  ])
  assert.deepEqual(reads, [])
})

test('W6: a payout whose order_id is too long to be asked for is bound by its uuid', async () => {
  const order_id = '7b0f3bd6-7e5f-4b3d-9a57-0f3a2f3f2b11'
  const { show, tellPayout, ran } = openShop()
  show({ status: 'paid', order_id: null })
  const handle = openShop({
    confirm: {
      payments: { get: async () => assert.fail() },
      payouts: {
        get: async (ref) => {
          if ('order_id' in ref) throw Object.assign(validation('order_id', 'is too long'))
          return { ...payout, status: 'paid', order_id: null } as never
        },
      },
    },
  })
  assert.equal(await handle.tellPayout({ order_id }), 200)
  assert.deepEqual(handle.reports[0]?.event?.order_id, order_id)
  // One that can be asked for, and that the record of this uuid does not belong to, is refused.
  assert.equal(await tellPayout({ order_id: 'mine', uuid: 'another' }), 401)
  assert.deepEqual(ran, [])
})

test('a deposit whose record names no order_id is bound by its uuid', async () => {
  const { show, tell, ran } = openShop()
  show({ status: 'paid', order_id: null })
  assert.equal(await tell({ type: 'wallet', order_id: 'wallet-1' }), 200)
  assert.deepEqual(ran, ['wallet:paid:15'])
})

test("W13: the record's words count, and the delivery's only where it has none and the status is the same", async () => {
  const seen: Record<string, unknown>[] = []
  const { show, tell, tellPayout } = openShop({ on: { '*': (event) => void seen.push({ ...event }) } })
  show({ status: 'paid', from: 'T-of-the-record', additional_data: 'mine', convert: null, order_id: null })
  const forged = {
    additional_data: 'theirs',
    from: 'T-of-theirs',
    merchant_amount: '9000',
    wallet_address_uuid: 'w',
    note: 'kept',
  }
  await tell({ ...forged, type: 'payment' })
  const [event = assert.fail()] = seen
  assert.deepEqual(
    [event.additional_data, event.from, event.note, event.order_id, event.wallet_address_uuid],
    ['mine', 'T-of-the-record', 'kept', payment.order_id, undefined],
  )
  assert.notEqual(event.merchant_amount, '9000')
  show({ status: 'paid' })
  await tellPayout({ status: 'process', is_final: false, fail_reason: 'aml' })
  assert.deepEqual([seen[1]?.status, seen[1]?.fail_reason], ['paid', undefined])
})

function validation(path: string, message: string) {
  return Object.assign(new Error(message), {
    kind: 'validation',
    issues: [{ path, message }],
    [Symbol.for('cryptomus-kit.error')]: true,
  })
}

test('a failure of a payout that a lagging read shows after another end does not run, and the end runs once', async () => {
  const { show, tellPayout, ran } = openShop()
  const end = { status: 'system_fail', is_final: true }
  show(end)
  assert.equal(await tellPayout(end), 200)
  show({ status: 'fail', is_final: false })
  assert.equal(await tellPayout({ status: 'fail', is_final: false }), 503)
  show(end)
  assert.equal(await tellPayout(end), 200)
  assert.deepEqual(ran, ['payout:system_fail:final'])
})
