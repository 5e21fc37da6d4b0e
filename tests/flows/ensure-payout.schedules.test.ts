import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import { payoutOrderId } from '../../src/flows/payout-order-id.ts'
import { heleket } from '../../src/gateways/gateways.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import { answerOf, graceMs, openPayoutDesk, refusedConnection, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'
import { startAt } from '../support/sandbox.ts'

// Schedules that broke simpler rules: what happened to the request, and what a worker may say and do because of it.

const create = 'payouts.create'
const get = 'payouts.get'

test('a payout that lacks funds is not refused for good: the job that is delivered again pays it, once', async () => {
  const { ensure, sandbox, wait, made, creates } = openPayoutDesk()
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Not enough funds' })
  const { reason, retryable, cause, message } = await rejected('unsettled', ensure())
  assert.match(message, /\(not_enough_funds\)/)
  assert.deepEqual(
    [reason, retryable, (cause as Error).message.includes('Not enough funds')],
    ['not_enough_funds', true, true],
  )
  wait(130_000)
  assert.equal((await ensure()).state, 'sent')
  assert.equal((await ensure()).state, 'sent')
  assert.deepEqual([await made(), creates().length], [[withdrawal.order_id], 2])
})

test('a payout that is refused for its amount stays refused when the limits fall: nothing is asked again', async () => {
  const { ensure, sandbox, requests, made } = openPayoutDesk()
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Minimum amount 50 USDT' })
  const first = await ensure()
  assert.deepEqual(first, { state: 'refused', reason: 'amount_limit', message: 'Minimum amount 50 USDT' })
  const asked = requests.length
  assert.deepEqual(await ensure(), first)
  assert.deepEqual([requests.length, await made()], [asked, []])
})

test('a worker whose request was refused for its amount believes the record that another one has made meanwhile', async () => {
  const desk = openPayoutDesk()
  const { pass, worker, options, made } = desk
  let isFirst = true
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate || !isFirst) return next()
    isFirst = false
    // Another copy of it arrives while this one is refused.
    await next()
    return answerOf(422, { state: 1, message: 'Minimum amount 50 USDT' })
  }
  const result = await pass(ensurePayout(worker(), withdrawal, options()))
  assert.deepEqual([result.state, await made()], ['sent', [withdrawal.order_id]])
})

test('a request that was lost is sent again after the grace period, and a refusal of its amount then settles it', async () => {
  const { ensure, sandbox, wait, creates } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  const { retryAfterMs } = await rejected('unsettled', ensure())
  assert.equal(retryAfterMs, graceMs)
  wait(130_000)
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Minimum amount 50 USDT' })
  assert.equal((await ensure()).state, 'refused')
  assert.equal((await ensure()).state, 'refused')
  assert.equal(creates().length, 2)
})

test('a refusal that a crash kept from being written down is asked for again, and settles', async () => {
  const desk = openPayoutDesk()
  const { ensure, sandbox, store, creates } = desk
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Minimum amount 50 USDT', times: 2 })
  const dying = {
    ...store,
    replace: async (key: string, from: string, to: string) => {
      if (to.includes('"refused"')) throw new Error('the process died')
      return store.replace(key, from, to)
    },
  }
  await rejected('unsettled', ensure({}, { store: dying }))
  assert.equal((await ensure()).state, 'refused')
  assert.equal(creates().length, 2)
})

test('a refusal whose read fails is not told, and settles with the next call', async () => {
  const { ensure, sandbox, creates } = openPayoutDesk()
  sandbox.fault({ kind: 'refuse', operation: create, message: 'Minimum amount 50 USDT', times: 2 })
  sandbox.fault({ kind: '502', operation: get, times: 3 })
  const { reason, retryable } = await rejected('unsettled', ensure())
  assert.deepEqual([reason, retryable], ['amount_limit', true])
  assert.equal((await ensure()).state, 'refused')
  assert.equal(creates().length, 2)
})

for (const [status, message, reason] of [
  [422, 'You are forbidden', 'forbidden'],
  [403, 'You are forbidden', 'forbidden'],
  [401, 'Invalid Sign.', 'invalid_sign'],
  [404, 'Not found', 'not_found'],
  [422, 'Gateway error', undefined],
  [422, 'The service was not found', undefined],
  [503, 'Server error, #1', undefined],
] as const) {
  test(`a queue is not refunded for HTTP ${status} "${message}": it says nothing about the payout`, async () => {
    const { ensure, sandbox, wait, made } = openPayoutDesk()
    sandbox.fault({ kind: 'refuse', operation: create, message, status })
    const error = await rejected('unsettled', ensure())
    assert.deepEqual([error.reason, error.retryable], [reason, true])
    wait(graceMs)
    assert.deepEqual([(await ensure()).state, await made()], ['sent', [withdrawal.order_id]])
  })
}

test('a payout that was seen once is never sent again, even if the gateway forgets it and the job runs after a year', async () => {
  const desk = openPayoutDesk()
  const { ensure, wait, creates } = desk
  assert.equal((await ensure()).state, 'sent')
  desk.road = async ({ isCreate, next }) =>
    isCreate ? next() : answerOf(422, { state: 1, message: 'Payout not found' })
  for (const ms of [0, graceMs, 365 * 24 * 3_600_000]) {
    wait(ms)
    assert.equal((await rejected('unsettled', ensure())).retryable, true)
  }
  assert.equal(creates().length, 1)
})

test('a clock that was a year ahead when the request was recorded holds nothing up for longer than the grace period', async () => {
  const { ensure, sandbox, now, wait } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  await rejected('unsettled', ensure({}, { now: () => now() + 365 * 24 * 3_600_000 }))
  const { retryAfterMs } = await rejected('unsettled', ensure())
  assert.ok(retryAfterMs <= graceMs, `${retryAfterMs}`)
  wait(graceMs)
  assert.equal((await ensure()).state, 'sent')
})

test('a wrong payout key is told as the reason, with the hint of the call as the cause', async () => {
  const { pass, worker, options } = openPayoutDesk()
  const caller = worker({ payoutApiKey: 'the-wrong-key' })
  for (let time = 0; time < 2; time++) {
    const { reason, cause } = await rejected('unsettled', pass(ensurePayout(caller, withdrawal, options())))
    assert.equal(reason, 'invalid_sign')
    assert.match((cause as Error).message, /signed with payoutApiKey/)
  }
})

test('two merchants and two gateways over one store do not meet: each makes its payout under the same order_id', async () => {
  const { pass, options } = openPayoutDesk()
  const sandboxes = [
    createSandbox({ startAt }),
    createSandbox({ startAt, merchantId: 'a2f1b6a0-0000-4000-8000-000000000002' }),
    createSandbox({ startAt, gateway: heleket }),
  ]
  const { createCaller } = await import('../../src/call/create-caller.ts')
  for (const [at, { clientOptions }] of sandboxes.entries()) {
    // Another amount each: it would be a conflict if they met.
    const params = { ...withdrawal, amount: `${10 + at}` }
    const { payout } = await pass(ensurePayout(createCaller(clientOptions), params, options()))
    assert.equal(payout?.amount, `${10 + at}`)
  }
})

test('a connection that was refused costs no grace period: the next call sends at once', async () => {
  const desk = openPayoutDesk()
  const { ensure, creates, made } = desk
  desk.road = async () => Promise.reject(refusedConnection())
  const { retryAfterMs } = await rejected('unsettled', ensure())
  assert.ok(retryAfterMs < graceMs, `${retryAfterMs}`)
  desk.road = async ({ next }) => next()
  assert.equal((await ensure()).state, 'sent')
  assert.deepEqual([creates().length, await made()], [2, [withdrawal.order_id]])
})

test('of 100 calls at once one creates, and the others are sent or told when to come again', async () => {
  const { pass, worker, options, creates, made } = openPayoutDesk()
  const caller = worker()
  const calls = Array.from({ length: 100 }, () => ensurePayout(caller, withdrawal, options()))
  const settled = await pass(Promise.allSettled(calls))
  for (const each of settled) {
    if (each.status === 'fulfilled') assert.equal(each.value.state, 'sent')
    else await rejected('unsettled', Promise.reject(each.reason))
  }
  assert.deepEqual([creates().length, await made()], [1, [withdrawal.order_id]])
})

test('of 100 calls at once that may wait one creates, and all are sent', async () => {
  const desk = openPayoutDesk()
  const { pass, worker, options, creates, sleep } = desk
  desk.road = async ({ isCreate, next }) => {
    if (isCreate) await sleep(3_000)
    return next()
  }
  const workers = Array.from({ length: 5 }, () => worker())
  const calls = Array.from({ length: 100 }, (_, at) =>
    ensurePayout(workers[at % 5]!, withdrawal, options({ waitMs: 60_000 })),
  )
  const results = await pass(Promise.all(calls))
  assert.deepEqual([...new Set(results.map(({ state }) => state))], ['sent'])
  assert.equal(creates().length, 1)
})

test('a client that waits for five minutes does not hold a request for longer than a quarter of the grace period', async () => {
  const desk = openPayoutDesk()
  const { pass, worker, options, clocks, creates, wait } = desk
  let endedAt = 0
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate || creates().length > 1) return next()
    return new Promise(() => {})
  }
  const caller = worker({ timeoutMs: 300_000 })
  await rejected('unsettled', pass(ensurePayout(caller, withdrawal, options())))
  endedAt = clocks.now()
  assert.ok(endedAt <= graceMs / 4, `${endedAt}`)
  wait(graceMs - 1)
  await rejected('unsettled', pass(ensurePayout(caller, withdrawal, options())))
  assert.equal(creates().length, 1)
  wait(graceMs)
  assert.equal((await pass(ensurePayout(caller, withdrawal, options()))).state, 'sent')
})

test('"order_id already taken" proves nothing: a record that is read late is found, not refunded', async () => {
  const { ensure, sandbox, wait } = openPayoutDesk()
  // The payout exists and the store was lost.
  assert.equal((await ensure()).state, 'sent')
  const lost = { store: memoryStore() }
  for (const refusal of [
    { status: 422, message: 'The order_id has already been taken.' },
    { status: 422, message: 'order_id already exists' },
  ]) {
    sandbox.fault({ kind: 'refuse', operation: create, ...refusal })
    sandbox.fault({ kind: 'refuse', operation: get, message: 'Payout not found' })
    assert.equal((await rejected('unsettled', ensure({}, lost))).reason, undefined)
  }
  wait(graceMs)
  assert.equal((await ensure({}, lost)).state, 'sent')
})

test('a complaint that names the order_id is no verdict on what is paid', async () => {
  const desk = openPayoutDesk()
  desk.road = async ({ isCreate, next }) =>
    isCreate
      ? answerOf(422, { state: 1, errors: { order_id: ['validation.unique'], amount: ['validation.max'] } })
      : next()
  assert.equal((await rejected('unsettled', desk.ensure())).reason, 'invalid_params')
})

test('a complaint that names fields of the payout alone refuses it for good', async () => {
  const desk = openPayoutDesk()
  desk.road = async ({ isCreate, next }) =>
    isCreate
      ? answerOf(422, { state: 1, message: 'The given data was invalid.', errors: { address: ['validation.address'] } })
      : next()
  assert.deepEqual(await desk.ensure(), {
    state: 'refused',
    reason: 'invalid_params',
    message: 'The given data was invalid.',
  })
})

test('a proxy that doubles a request refused for funds cannot make a refunded payout: nothing was told', async () => {
  const desk = openPayoutDesk()
  const { ensure, clocks, wait, made } = desk
  let isFirst = true
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate || !isFirst) return next()
    isFirst = false
    clocks.setTimer(() => void next(), 60_000)
    return answerOf(422, { state: 1, message: 'Not enough funds' })
  }
  await rejected('unsettled', ensure())
  // The balance was topped up, and the second copy arrives.
  wait(61_000)
  assert.deepEqual([(await ensure()).state, await made()], ['sent', [withdrawal.order_id]])
})

test('a worker that stood still between writing down and sending does not send', async () => {
  const { ensure, store, wait, creates } = openPayoutDesk()
  const frozen = {
    ...store,
    add: async (key: string, value: string) => {
      const isWritten = await store.add(key, value)
      wait(graceMs)
      return isWritten
    },
  }
  await rejected('unsettled', ensure({}, { store: frozen }))
  assert.equal(creates().length, 0)
  assert.equal((await ensure()).state, 'sent')
  assert.equal(creates().length, 1)
})

test('a 429 counts as sent: it is looked up when the gateway allows, and sent again after the grace period', async () => {
  const { ensure, sandbox, wait, creates } = openPayoutDesk()
  sandbox.fault({ kind: '429', operation: create })
  const { reason, retryAfterMs } = await rejected('unsettled', ensure())
  assert.deepEqual([reason, retryAfterMs], ['rate_limited', 1_000])
  wait(retryAfterMs)
  await rejected('unsettled', ensure())
  assert.equal(creates().length, 1)
  wait(graceMs)
  assert.equal((await ensure()).state, 'sent')
})

test('a 429 or a 502 of a gateway that has made the payout all the same ends as sent', async () => {
  for (const kind of ['429', '500', '502'] as const) {
    const { ensure, sandbox, creates } = openPayoutDesk()
    sandbox.fault({ kind, operation: create, acts: true })
    assert.equal((await ensure()).state, 'sent', kind)
    assert.equal(creates().length, 1, kind)
  }
})

for (const kind of ['act-then-drop', 'half-body', 'stall'] as const) {
  test(`an answer that is lost (${kind}) is looked up: the payout is sent, and nothing is sent again`, async () => {
    const { ensure, sandbox, creates, made } = openPayoutDesk()
    sandbox.fault({ kind, operation: create })
    assert.equal((await ensure()).state, 'sent')
    assert.deepEqual([creates().length, await made()], [1, [withdrawal.order_id]])
  })

  test(`an answer that is lost (${kind}) and a record that is read late cost no second payout`, async () => {
    const { ensure, sandbox, creates, made, wait } = openPayoutDesk()
    sandbox.fault({ kind, operation: create })
    sandbox.fault({ kind: 'stale', operation: get, times: 3 })
    for (let time = 0; time < 3; time++) await rejected('unsettled', ensure())
    wait(5_000)
    assert.equal((await ensure()).state, 'sent')
    assert.deepEqual([creates().length, await made()], [1, [withdrawal.order_id]])
  })
}

test('a request that arrives after its worker was told of a reset is found by the next call', async () => {
  const desk = openPayoutDesk()
  const { ensure, clocks, wait, creates } = desk
  desk.road = async ({ isCreate, next }) => {
    if (!isCreate) return next()
    clocks.setTimer(() => void next(), 55_000)
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) })
  }
  await rejected('unsettled', ensure())
  wait(56_000)
  assert.equal((await ensure()).state, 'sent')
  assert.equal(creates().length, 1)
})

for (const method of ['get', 'add', 'replace'] as const) {
  test(`a store that fails in ${method} is unsettled with its error as the cause, and the next call goes on`, async () => {
    const { ensure, store, made, wait } = openPayoutDesk()
    const failure = new Error('the connection to the store broke')
    const failing = { ...store, [method]: async () => Promise.reject(failure) }
    const error = await ensure({}, { store: failing }).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    // What is certain is told even if it cannot be remembered.
    if (error !== undefined) {
      const { cause, retryable, orderId } = await rejected('unsettled', Promise.reject(error))
      assert.deepEqual([cause, retryable, orderId], [failure, true, withdrawal.order_id])
    } else assert.equal(method, 'replace')
    wait(graceMs)
    assert.equal((await ensure()).state, 'sent')
    assert.deepEqual(await made(), [withdrawal.order_id])
  })
}

for (const answer of ['an error', 'false'] as const) {
  test(`a write of the store that is answered with ${answer} although it was made counts as its worker's own`, async () => {
    const { ensure, store, creates } = openPayoutDesk()
    const lossy = {
      ...store,
      add: async (key: string, value: string) => {
        await store.add(key, value)
        if (answer === 'false') return false
        throw new Error('the connection broke')
      },
    }
    assert.equal((await ensure({}, { store: lossy })).state, 'sent')
    assert.equal(creates().length, 1)
  })
}

for (const status of ['fail', 'cancel', 'system_fail'] as const) {
  test(`a payout that the gateway has ended as ${status} for good has failed, and is not sent again`, async () => {
    const { ensure, sandbox, creates } = openPayoutDesk()
    const { payout } = await ensure()
    await sandbox.setStatus(payout!.uuid, status, { isFinal: true })
    const result = await ensure()
    assert.deepEqual([result.state, result.payout?.status, creates().length], ['failed', status, 1])
  })
}

test('a payout that has failed and is not final is sent: it can still be paid', async () => {
  const { ensure, sandbox } = openPayoutDesk()
  const { payout } = await ensure()
  await sandbox.settlePayout(payout!.uuid, 'fail', { isFinal: false })
  assert.equal((await ensure()).state, 'sent')
  await sandbox.settlePayout(payout!.uuid, 'paid')
  assert.equal((await ensure()).state, 'sent')
})

test('order_ids that a gateway does not tell apart by case are a conflict where it names them, and never one payout', async () => {
  const desk = openPayoutDesk({ gateway: heleket })
  // A gateway whose database compares texts without case, as MySQL does by default.
  desk.road = async ({ next }) => {
    const answered = await next()
    const body = JSON.parse(await answered.text())
    if (body.result?.order_id !== undefined) body.result.order_id = 'withdrawal-A'
    return answerOf(answered.status, body)
  }
  const first = await desk.ensure({ order_id: 'withdrawal-A' })
  assert.equal(first.state, 'sent')
  for (let time = 0; time < 3; time++) {
    const { fields } = await rejected('conflict', desk.ensure({ order_id: 'withdrawal-a' }))
    assert.deepEqual(fields, ['order_id'])
  }
})

test('payoutOrderId makes ids that no comparison without case can confuse', () => {
  const ids = ['a', 'A', 'aa', 'aA'].map((name) => payoutOrderId('shop', name))
  assert.equal(new Set(ids.map((id) => id.toLowerCase())).size, ids.length)
  assert.deepEqual(
    ids,
    ids.map((id) => id.toLowerCase()),
  )
})

test('a gateway that answers with ids of its own is guarded by the store alone, which knows another intent', async () => {
  const desk = openPayoutDesk()
  const { pass, worker, options } = desk
  const gateway = { ...desk.sandbox.clientOptions.gateway, echo: false as const }
  const caller = worker({ gateway })
  assert.equal((await pass(ensurePayout(caller, withdrawal, options()))).state, 'sent')
  assert.equal((await pass(ensurePayout(caller, withdrawal, options()))).state, 'sent')
  const other = { ...withdrawal, address: 'TXanotherAddressOfNobody00000000000' }
  await rejected('conflict', pass(ensurePayout(caller, other, options())))
  assert.equal(desk.creates().length, 1)
})

test('a conflict that the store found has no record to show, and one that the gateway answered has', async () => {
  const { ensure } = openPayoutDesk()
  await ensure()
  const ofStore = await rejected('conflict', ensure({ amount: '11' }))
  assert.deepEqual([ofStore.fields, ofStore.existing, ofStore.retryable], [['amount'], undefined, false])
  const lost = { store: memoryStore() }
  for (let time = 0; time < 2; time++) {
    const ofGateway = await rejected('conflict', ensure({ amount: '11' }, lost))
    assert.deepEqual([ofGateway.fields, ofGateway.existing?.amount, ofGateway.outcome], [['amount'], '10', 'unknown'])
    lost.store = memoryStore()
  }
})

const respelt: Readonly<Record<string, readonly [asked: object, answered: object]>> = {
  'the prefix of an address of Bitcoin Cash': [
    { currency: 'BCH', network: 'bch', address: 'bitcoincash:qpm2qsznhks23z7629mms6s8cwef74vcwvy22gdx6a' },
    { address: 'qpm2qsznhks23z7629mms6s8cwef74vcwvy22gdx6a' },
  ],
  'nine decimal places of an amount': [{ amount: '10.123456789' }, { amount: '10.12345679' }],
  'an amount with eight places': [{}, { amount: '10.00000000' }],
  'another name of the network': [{ network: 'TRX' }, { network: 'TRON' }],
  'an address in another case': [
    { address: '0x52908400098527886E0F7030069857D2E4169EE7', network: 'eth' },
    { address: '0x52908400098527886e0f7030069857d2e4169ee7', network: 'ETH' },
  ],
}

for (const [what, [asked, answered]] of Object.entries(respelt)) {
  test(`${what} in an answer is no conflict`, async () => {
    const desk = openPayoutDesk()
    const record = { uuid: 'u-1', status: 'process', is_final: false, txid: null, balance: '1' }
    const params = { ...withdrawal, ...asked }
    const { amount, currency, network, address } = { ...params, ...answered }
    desk.road = async () => answerOf(200, { state: 0, result: { ...record, amount, currency, network, address } })
    assert.equal((await desk.ensure(asked)).state, 'sent')
    assert.equal((await desk.ensure(asked)).state, 'sent')
    assert.equal(desk.creates().length, 1)
  })
}
