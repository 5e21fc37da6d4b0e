import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createFaults, isApiFaultKind, requireFault, type SandboxFault } from '../../src/sandbox/faults.ts'
import { openSandbox } from '../support/sandbox.ts'
import { thrown } from '../support/thrown.ts'

const apiKinds = [
  'drop',
  'act-then-drop',
  'stall',
  'slow',
  'half-body',
  '429',
  '500',
  '502',
  'refuse',
  'stale',
] as const
const webhookKinds = ['duplicate', 'twice_at_once', 'reorder', 'delay', 'lose'] as const

test('every kind of fault is taken, alone and with its options', () => {
  for (const kind of apiKinds) {
    assert.ok(isApiFaultKind(kind))
    const fault = { kind, operation: 'payments.get', times: 2, forMs: 5 } as const
    assert.deepEqual(requireFault(fault), fault)
    assert.deepEqual(requireFault({ kind }), { kind })
  }
  for (const webhook of webhookKinds) {
    const fault = { webhook, times: Number.POSITIVE_INFINITY, forMs: 0 }
    assert.deepEqual(requireFault(fault), fault)
  }
  const own = [
    { kind: 'slow', ms: 0 },
    { kind: '500', acts: true },
    { kind: 'refuse', message: 'No', status: 403 },
    { webhook: 'delay', ms: 1.5 },
  ] as const
  for (const fault of own) assert.deepEqual(requireFault(fault), fault)
  for (const name of ['toString', '__proto__', '', 'DROP', 'duplicate']) assert.equal(isApiFaultKind(name), false, name)
})

const unusable: readonly (readonly [path: string, fault: unknown])[] = [
  ['kind', undefined],
  ['kind', null],
  ['kind', 'drop'],
  ['kind', {}],
  ['kind', { times: 1 }],
  ['kind', { kind: 'drop', webhook: 'lose' }],
  ['kind', { kind: 'Drop' }],
  ['kind', { kind: 'toString' }],
  ['ms', { kind: 'drop', ms: 5 }],
  ['status', { kind: '500', status: 503 }],
  ['acts', { kind: 'drop', acts: true }],
  ['message', { kind: 'stale', message: 'no' }],
  ['ms', { webhook: 'lose', ms: 5 }],
  ['kind', { kind: 429 }],
  ['kind', { kind: ['drop'] }],
  ['kind', { kind: null }],
  ['webhook', { webhook: 'drop' }],
  ['webhook', { webhook: true }],
  ['operation', { kind: 'drop', operation: 'payments.make' }],
  ['operation', { kind: 'drop', operation: 'createPayment' }],
  ['operation', { kind: 'stale', operation: 'payments.create' }],
  ['operation', { webhook: 'lose', operation: 'payments.create' }],
  ['acts', { webhook: 'lose', acts: true }],
  ['time', { kind: 'drop', time: 2 }],
  ['times', { kind: 'drop', times: 0 }],
  ['times', { kind: 'drop', times: 1.5 }],
  ['times', { kind: 'drop', times: -1 }],
  ['times', { kind: 'drop', times: Number.NaN }],
  ['times', { webhook: 'lose', times: '2' }],
  ['forMs', { kind: 'drop', forMs: -1 }],
  ['forMs', { kind: 'drop', forMs: '5' }],
  ['ms', { kind: 'slow', ms: Number.NaN }],
  ['ms', { webhook: 'delay', ms: null }],
  ['acts', { kind: '500', acts: 1 }],
  ['status', { kind: 'refuse', status: 200 }],
  ['status', { kind: 'refuse', status: '422' }],
  ['status', { kind: 'refuse', status: 600 }],
  ['message', { kind: 'refuse', message: 5 }],
]

for (const [path, fault] of unusable) {
  test(`the fault ${JSON.stringify(fault)} is refused, and ${path} is named`, async () => {
    const { sandbox, client } = openSandbox()
    const { issues, message } = thrown('validation', () => sandbox.fault(fault as SandboxFault))
    assert.equal(issues[0]?.path, path)
    assert.match(message, new RegExp(`^The sandbox cannot do that: ${path} `))
    await client.balance.get()
  })
}

test('a mistyped kind, operation or option is refused with the right one', () => {
  const messageOf = (fault: object) => thrown('validation', () => requireFault(fault as SandboxFault)).message
  assert.match(messageOf({ kind: 'act_then_drop' }), /did you mean act-then-drop\?/)
  assert.match(messageOf({ webhook: 'twice-at-once' }), /did you mean twice_at_once\?/)
  assert.match(messageOf({ kind: 'drop', operation: 'payment.create' }), /did you mean payments\.create\?/)
  assert.match(messageOf({ kind: 'drop', forms: 5 }), /did you mean forMs\?/)
  assert.match(messageOf({ kind: 502 }), /must be text: "502"/)
})

test('faults are used up in the order in which they were made, each as often as it says', () => {
  const { add, takeApi } = createFaults({ now: 0 })
  add({ kind: 'drop', times: 2 })
  add({ kind: '500', operation: 'payouts.create' })
  add({ kind: '429' })
  const taken = ['payments.get', 'payouts.create', 'payouts.create', 'payouts.create', 'payouts.create'].map(
    (operation) => takeApi(operation)?.kind,
  )
  assert.deepEqual(taken, ['drop', 'drop', '500', '429', undefined])
})

test('a fault waits for its operation, and lets others pass', () => {
  const { add, takeApi } = createFaults({ now: 0 })
  add({ kind: 'drop', operation: 'payouts.create' })
  assert.equal(takeApi('payments.create'), undefined)
  assert.equal(takeApi('payouts.create')?.kind, 'drop')
})

test('a stale read waits for a read of records', () => {
  const { add, takeApi } = createFaults({ now: 0 })
  add({ kind: 'stale', times: Number.POSITIVE_INFINITY })
  for (const operation of ['payments.create', 'balance.get', 'wallets.create', 'payments.refund', 'rates.list']) {
    assert.equal(takeApi(operation), undefined, operation)
  }
  for (const group of ['payments', 'payouts', 'recurrences']) {
    for (const member of ['get', 'list']) assert.equal(takeApi(`${group}.${member}`)?.kind, 'stale')
  }
})

test('a fault for some time has no limit within it, and is over afterwards', () => {
  const clock = { now: 1000 }
  const { add, takeApi, live } = createFaults(clock)
  add({ kind: 'drop', forMs: 100 })
  for (let count = 0; count < 50; count += 1) assert.equal(takeApi('payments.get')?.kind, 'drop')
  clock.now = 1100
  assert.equal(takeApi('payments.get')?.kind, 'drop')
  clock.now = 1101
  assert.equal(takeApi('payments.get'), undefined)
  assert.deepEqual(live, [])
})

test('whichever of times and forMs ends first ends it', () => {
  const clock = { now: 0 }
  const { add, takeWebhook } = createFaults(clock)
  add({ webhook: 'lose', times: 2, forMs: 100 })
  assert.deepEqual(
    [takeWebhook(), takeWebhook(), takeWebhook()].map((fault) => fault?.webhook),
    ['lose', 'lose', undefined],
  )
  add({ webhook: 'lose', times: 2, forMs: 100 })
  clock.now = 101
  assert.equal(takeWebhook(), undefined)
})

test('a fault that is taken back has no effect, and taking it back twice harms no other', () => {
  const { add, takeApi } = createFaults({ now: 0 })
  const remove = add({ kind: 'drop' })
  add({ kind: '500' })
  remove()
  remove()
  assert.deepEqual([takeApi('payments.get')?.kind, takeApi('payments.get')], ['500', undefined])
  remove()
})

test('faults of calls and of webhooks do not use each other up', () => {
  const { add, takeApi, takeWebhook } = createFaults({ now: 0 })
  add({ webhook: 'lose' })
  add({ kind: 'drop' })
  assert.deepEqual([takeApi('payments.get')?.kind, takeWebhook()?.webhook], ['drop', 'lose'])
  assert.deepEqual([takeApi('payments.get'), takeWebhook()], [undefined, undefined])
})

test('what is changed in a fault after it was made changes nothing', () => {
  const { add, takeApi } = createFaults({ now: 0 })
  const fault = { kind: 'drop' as const, times: 1 }
  add(fault)
  fault.times = 5
  assert.equal(takeApi('payments.get')?.kind, 'drop')
  assert.equal(takeApi('payments.get'), undefined)
})
