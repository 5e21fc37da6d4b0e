import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as v from 'valibot'
import type { ClientOptions } from '../../src/call/client-options.ts'
import { createCaller } from '../../src/call/create-caller.ts'
import type { Fetch, Middleware } from '../../src/call/types.ts'
import { createError } from '../../src/errors/create-error.ts'
import { copyCause } from '../../src/errors/redact.ts'
import type { CryptomusError, ErrorKind } from '../../src/errors/types.ts'
import { getBalance } from '../../src/operations/balance.ts'
import { defineOperation } from '../../src/operations/define-operation.ts'
import { getPayment } from '../../src/operations/payments/manage-payments.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { transferToPersonal } from '../../src/operations/transfers.ts'
import { payout, payoutSample } from '../fixtures/payouts.ts'
import { createClocks, createStillCaller } from '../support/clocks.ts'
import { credentials } from '../support/credentials.ts'
import { assertHidden } from '../support/error-views.ts'
import { answer, fakeFetch, ok, scriptFetch } from '../support/fake-fetch.ts'
import { rejected } from '../support/rejected.ts'
import { never } from '../support/still-calls.ts'

const failing =
  (reason: unknown): Fetch =>
  () =>
    Promise.reject(reason)

const coded = (code: string, fields: object = {}) => Object.assign(new Error(code), { code, ...fields })
const fetchFailed = (cause: unknown) => new TypeError('fetch failed', { cause })

// An error of another call never becomes the outcome of this one.

const transfer = { user_wallet_transaction_uuid: 't' }

const raw = 'a raw error of a transport'

/** What a second client of the same program runs into. */
const others: readonly (readonly [what: string, fail: () => Promise<unknown>])[] = [
  ['a name that is not found', () => other(failing(fetchFailed(coded('ENOTFOUND'))))],
  ['a 422', () => other(fakeFetch(answer(422, { state: 1, message: 'no' })).fetch)],
  [
    'a 404 in the words of a missing record',
    () => other(fakeFetch(answer(404, { message: 'Payment not found' })).fetch),
  ],
  ['a timeout', () => other(never, { timeoutMs: 10 })],
  ['a timeout before anything was sent', () => other(never, { timeoutMs: 10, middleware: [() => never] })],
  ['a config error', () => other(never, { sign: () => assert.fail() })],
  ['a page of a proxy', () => other(fakeFetch(answer(502, '<html>')).fetch, { retries: 0 })],
  ['params that do not fit', () => createCaller({ ...credentials, fetch: never }).call(getPayment, {} as never)],
  [
    'a conflict',
    async () => {
      throw createError('conflict', 'exists', { fields: ['amount'], existing: {}, outcome: 'unknown' })
    },
  ],
  [
    'a plain error',
    async () => {
      throw new RangeError('a bug')
    },
  ],
  [
    raw,
    async () => {
      throw fetchFailed(coded('ECONNREFUSED'))
    },
  ],
  ['nothing', () => Promise.reject(undefined)],
  ['a frozen object', () => Promise.reject(Object.freeze({ outcome: 'not_sent', kind: 'network' }))],
]

async function other(fetch: Fetch, options: Partial<ClientOptions> = {}): Promise<unknown> {
  const { call, pass } = createStillCaller(fetch, options, createClocks())
  return pass(call(getBalance, {}))
}

const readsAfter =
  (fail: () => Promise<unknown>): Middleware =>
  (next) =>
  async (request) => {
    const response = await next(request)
    await fail()
    return response
  }

/** A fetch that does more than to fetch. */
const fetchAndThen =
  (fail: () => Promise<unknown>, result: object): Fetch =>
  async () => {
    const response = ok(result)
    await fail()
    return response
  }

const bodyAndThen =
  (fail: () => Promise<unknown>): Fetch =>
  async () => ({
    status: 200,
    text: async () => {
      await fail()
      return '{}'
    },
  })

for (const [what, run] of others) {
  const thrown = run().catch((error: unknown) => error)
  const fail = async () => Promise.reject(await thrown)
  const roads: readonly (readonly [string, Partial<ClientOptions>])[] = [
    ['a middleware', { fetch: fakeFetch(ok(transfer)).fetch, middleware: [readsAfter(fail)] }],
    [
      'a middleware around another',
      { fetch: fakeFetch(ok(transfer)).fetch, middleware: [(next) => next, readsAfter(fail), (next) => next] },
    ],
    // An error of a transport that a fetch throws is its own, for all that anybody can know.
    ...(what === raw ? [] : [['a fetch wrapper', { fetch: fetchAndThen(fail, transfer) }] as const]),
    ['a body', { fetch: bodyAndThen(fail) }],
  ]
  for (const [where, options] of roads) {
    test(`${what} of another call, in ${where}, leaves the outcome of a transfer unknown, and is its cause`, async () => {
      const { call } = createStillCaller(options.fetch, options)
      const error = await rejected('network', call(transferToPersonal, { amount: '1', currency: 'USDT' }))
      assert.deepEqual(
        [error.operation, error.outcome, error.retryable, error.attempts],
        ['transfers.toPersonal', 'unknown', false, 1],
      )
      const reason = await thrown
      assert.equal((error.cause as Error).message, copyCause(reason, []).message)
      assertHidden(error, credentials)
    })
  }

  test(`${what} of another call, in a middleware after a refusal, does not leave it a refusal`, async () => {
    const refusal = answer(422, { state: 1, message: 'no' })
    const { call } = createStillCaller(async () => refusal, { middleware: [readsAfter(fail)] })
    assert.equal((await rejected('network', call(createPayout, payout))).outcome, 'unknown')
  })

  test(`${what} of another call, in a middleware before this one was sent, is thrown as it is`, async () => {
    const before: Middleware = (next) => async (request) => {
      await fail()
      return next(request)
    }
    const { fetch, sent } = fakeFetch(ok(payoutSample))
    const { call } = createStillCaller(fetch, { middleware: [before] })
    const error: unknown = await call(createPayout, payout).then(
      () => assert.fail('it was not rejected'),
      (reason: unknown) => reason,
    )
    assert.equal((error as Error | undefined)?.message, ((await thrown) as Error | undefined)?.message)
    assert.equal((error as CryptomusError | undefined)?.kind, ((await thrown) as CryptomusError | undefined)?.kind)
    assert.equal(sent.length, 0)
  })
}

test('the message of a foreign error after sending says that it does not come from the gateway', async () => {
  const { call } = createStillCaller(async () => ok(payoutSample), {
    middleware: [readsAfter(async () => assert.fail('a bug'))],
  })
  const error = await rejected('network', call(createPayout, payout))
  assert.match(error.message, /^payouts\.create was sent, then got an error that is not the gateway's: a bug/)
})

test('an error of another call that names the same operation is foreign all the same', async () => {
  const theirs = createError('api', 'no', {
    operation: 'payouts.create',
    status: 422,
    errors: {},
    outcome: 'rejected',
    attempts: 1,
  })
  const { call } = createStillCaller(async () => ok(payoutSample), {
    middleware: [readsAfter(() => Promise.reject(theirs))],
  })
  assert.equal((await rejected('network', call(createPayout, payout))).outcome, 'unknown')
  assert.deepEqual([theirs.outcome, theirs.elapsedMs], ['rejected', 0])
})

test('an error of an earlier call of the same client is foreign to the next one', async () => {
  const { fetch } = scriptFetch(answer(422, { state: 1, message: 'no' }), ok(payoutSample))
  let first: unknown
  const keeping: Middleware = (next) => async (request) => {
    if (first === undefined) return next(request)
    await next(request)
    throw first
  }
  const { call } = createStillCaller(fetch, { middleware: [keeping] })
  first = await rejected('api', call(createPayout, payout))
  const error = await rejected('network', call(createPayout, payout))
  assert.deepEqual([error.outcome, error.attempts, (first as CryptomusError).outcome], ['unknown', 1, 'rejected'])
})

test('the reason of a signal of another call is foreign', async () => {
  const { call } = createStillCaller(async () => ok(payoutSample), {
    middleware: [readsAfter(() => Promise.reject(AbortSignal.abort('enough').reason))],
  })
  const error = await rejected('network', call(createPayout, payout, { signal: new AbortController().signal }))
  assert.equal(error.outcome, 'unknown')
})

// A schema of the user's

const schemas: readonly (readonly [what: string, reason: unknown])[] = [
  ['a bug', new RangeError('a bug')],
  ['an error of this package that says nothing was sent', createError('config', 'no', { option: 'schema' })],
  [
    'an error of this package that says it was refused',
    createError('api', 'no', { status: 422, errors: {}, outcome: 'rejected' }),
  ],
  ['nothing', undefined],
  ['an object without a prototype', Object.create(null)],
]

for (const [what, reason] of schemas) {
  const validate = () => {
    throw reason
  }
  const result = { '~standard': { version: 1, vendor: 'mine', validate } } as const

  test(`a result schema that throws ${what} leaves the outcome of a write unknown, and is the cause`, async () => {
    const operation = defineOperation({ ...createPayout, result })
    const { call } = createStillCaller(async () => ok(payoutSample))
    const error = await rejected('network', call(operation, payout))
    assert.deepEqual([error.outcome, error.attempts, error.retryable], ['unknown', 1, false])
    assert.equal((error.cause as Error).message, copyCause(reason, []).message)
  })

  test(`a schema of params that throws ${what} is thrown as it is, and nothing is sent`, async () => {
    const operation = defineOperation({ ...createPayout, params: result as never, result: v.unknown() })
    const { fetch, sent } = fakeFetch(ok(payoutSample))
    const failed = createStillCaller(fetch).call(operation, payout)
    await failed.then(
      () => assert.fail('it was not rejected'),
      (error: unknown) => assert.equal(error, reason),
    )
    assert.equal(sent.length, 0)
  })
}

const kinds: readonly ErrorKind[] = ['config', 'validation', 'api', 'network']

for (const kind of kinds) {
  test(`a ${kind} error from whoever makes the headers comes through as it is`, async () => {
    const fields = { option: 'sign', issues: [], status: 422, errors: {}, cause: undefined }
    const error = createError(kind, 'not like this', fields as never)
    const sign = () => {
      throw error
    }
    const { fetch, sent } = fakeFetch(ok(payoutSample))
    assert.equal(await rejected(kind, createStillCaller(fetch, { sign }).call(createPayout, payout)), error)
    assert.equal(sent.length, 0)
  })
}
