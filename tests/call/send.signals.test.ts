import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createCaller } from '../../src/call/create-caller.ts'
import { createError } from '../../src/errors/create-error.ts'
import type { CryptomusError } from '../../src/errors/types.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { balanceSample } from '../fixtures/balance.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { fakeFetch, ok } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { begin, listeners, never, reasonOf } from '../support/still-calls.ts'

test('a thousand calls leave no listener on one long-lived signal', async () => {
  const { signal } = new AbortController()
  const good = createCaller({ ...credentials, fetch: fakeFetch(ok(balanceSample)).fetch })
  const bad = createCaller({ ...credentials, fetch: async () => Promise.reject(new Error('x')) })
  for (let call = 0; call < 500; call++) {
    await good.call(getBalance, {}, { signal })
    await rejected('network', bad.call(createPayout, payout, { signal }))
  }
  assert.equal(listeners(signal), 0)
})

test('200 calls in flight on one signal share one listener, and Node warns of nothing', async () => {
  const warnings: unknown[] = []
  const listen = (warning: unknown) => warnings.push(warning)
  process.on('warning', listen)
  const controller = new AbortController()
  const { signal } = controller
  const { call } = createStillCaller(never)
  const reason = new Error('enough')
  const calls = Array.from({ length: 200 }, (_, at) =>
    reasonOf(at % 2 ? call(createPayout, payout, { signal }) : call(getBalance, {}, { signal })),
  )
  await turn()
  assert.equal(listeners(signal), 1)
  controller.abort(reason)
  const reasons = await Promise.all(calls)
  assert.equal(listeners(signal), 0)
  assert.equal(reasons.filter((each) => each === reason).length, 100)
  assert.equal(reasons.filter((each) => (each as CryptomusError).kind === 'aborted').length, 100)
  await turn()
  process.off('warning', listen)
  assert.deepEqual(warnings, [])
})

test('calls that end one after another leave the listener to those that go on, and the last one takes it away', async () => {
  const { signal } = new AbortController()
  const answers: ((response: unknown) => void)[] = []
  const { call } = createStillCaller(() => new Promise((resolve) => answers.push(resolve)))
  const calls = Array.from({ length: 20 }, () => call(getBalance, {}, { signal }))
  await turn()
  for (const [at, respond] of answers.entries()) {
    assert.equal(listeners(signal), 1)
    respond(ok(balanceSample))
    await calls[at]
  }
  assert.equal(listeners(signal), 0)
})

test('two signals are told apart, also by two clients', async () => {
  const [one, two] = [new AbortController(), new AbortController()]
  const a = createStillCaller(never)
  const b = createStillCaller(never)
  const ended = [
    reasonOf(a.call(getBalance, {}, { signal: one.signal })),
    reasonOf(b.call(getBalance, {}, { signal: one.signal })),
  ]
  const open = a.call(getBalance, {}, { signal: two.signal })
  await turn()
  one.abort('enough')
  assert.deepEqual(await Promise.all(ended), ['enough', 'enough'])
  assert.deepEqual([listeners(one.signal), listeners(two.signal)], [0, 1])
  two.abort('enough')
  await reasonOf(open)
})

for (const reason of [
  { deadlineMs: 5 },
  { deadlineMs: 250, kind: 'timeout' },
  new DOMException('x', 'TimeoutError'),
  createError('timeout', 'of another call', { cause: undefined, outcome: 'not_sent' }),
  undefined,
  null,
]) {
  const given = reason === undefined ? 'none' : `${(reason as Error)?.name ?? JSON.stringify(reason)}`
  test(`a reason of the caller, ${given}, is never taken for our own time`, async () => {
    const controller = new AbortController()
    const { write, read } = begin(never, { signal: controller.signal })
    const calls = [reasonOf(write()), reasonOf(read())] as const
    await turn()
    controller.abort(reason)
    const [written, readReason] = await Promise.all(calls)
    const { kind, outcome } = written as CryptomusError
    assert.deepEqual([kind, outcome, readReason], ['aborted', 'unknown', controller.signal.reason])
    const before = begin(never, { signal: controller.signal })
    assert.equal(await reasonOf(before.write()), controller.signal.reason)
  })
}

for (const signal of [null, undefined]) {
  test(`a signal that is ${signal} is none`, async () => {
    const { fetch, sent } = fakeFetch(ok(payoutSample))
    assert.equal((await begin(fetch, { signal }).write()).uuid, payoutSample.uuid)
    assert.ok(sent[0]?.signal)
  })
}

test('a signal of another realm, which only has the members of one, ends a call', async () => {
  const controller = new AbortController()
  const { signal: real } = controller
  const signal = {
    get aborted() {
      return real.aborted
    },
    get reason(): unknown {
      return real.reason
    },
    addEventListener: (type: 'abort', run: () => void) => real.addEventListener(type, run),
    removeEventListener: (type: 'abort', run: () => void) => real.removeEventListener(type, run),
  } as unknown as AbortSignal
  const failed = reasonOf(begin(never, { signal }).read())
  await turn()
  controller.abort('enough')
  assert.deepEqual([await failed, listeners(real)], ['enough', 0])
})
