import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { isCryptomusError } from '../../src/errors/is-cryptomus-error.ts'
import { settle } from '../../src/errors/settle.ts'
import { ensurePayout } from '../../src/flows/ensure-payout.ts'
import type { EnsurePayoutOptions } from '../../src/flows/types.ts'
import type { CreatePayoutParams } from '../../src/operations/payouts/create-payout.ts'
import { memoryStore } from '../../src/stores/memory-store.ts'
import type { Store } from '../../src/stores/types.ts'
import { assertHidden } from '../support/error-views.ts'
import { graceMs, openPayoutDesk, withdrawal } from '../support/payout-desk.ts'
import { rejected } from '../support/rejected.ts'

const create = 'payouts.create'

test('a payout is sent, and the record is the one that the gateway made', async () => {
  const { ensure, own, creates, reads } = openPayoutDesk()
  const result = await ensure()
  assert.equal(result.state, 'sent')
  assert.equal(result.payout?.uuid, (await own.payouts.get({ order_id: withdrawal.order_id })).uuid)
  assert.deepEqual([creates().length, reads().length], [1, 0])
})

test('a second call reads the record by its uuid, and sends nothing', async () => {
  const { ensure, creates, reads } = openPayoutDesk()
  const { payout } = await ensure()
  assert.equal((await ensure()).payout?.uuid, payout?.uuid)
  assert.equal(creates().length, 1)
  assert.deepEqual(
    reads().map(({ body }) => body),
    [{ uuid: payout?.uuid }],
  )
})

test('a call that may wait waits for news, and resolves when there are some', async () => {
  const { ensure, sandbox, creates, clocks } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  assert.equal((await ensure({}, { waitMs: 300_000 })).state, 'sent')
  assert.equal(creates().length, 2)
  assert.ok((creates()[1]?.at ?? 0) - (creates()[0]?.at ?? 0) >= graceMs)
  assert.ok(clocks.now() < 300_000)
})

test('a call that may wait for a minute rejects after a minute, or little more', async () => {
  const { ensure, sandbox, clocks } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  const { cause } = await rejected('unsettled', ensure({}, { waitMs: 60_000 }))
  // The last thing that anybody said, although the call has only waited since.
  assert.ok(isCryptomusError(cause, 'network'))
  assert.ok(clocks.now() >= 60_000 && clocks.now() < 70_000, `${clocks.now()}`)
})

test('a grace period that is no whole number is taken', async () => {
  assert.equal((await openPayoutDesk().ensure({}, { graceMs: 60_000.5 })).state, 'sent')
})

test('a longer grace period is kept', async () => {
  const { ensure, sandbox, wait, creates } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  const long = { graceMs: 600_000 }
  assert.equal((await rejected('unsettled', ensure({}, long))).retryAfterMs, 600_000)
  wait(599_000)
  await rejected('unsettled', ensure({}, long))
  assert.equal(creates().length, 1)
  wait(1_000)
  assert.equal((await ensure({}, long)).state, 'sent')
})

test('a request that nobody answered is not repeated after 30 days: it is stuck, and says that a person must look', async () => {
  const { ensure, sandbox, wait, creates } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  await rejected('unsettled', ensure())
  wait(31 * 24 * 3_600_000)
  const error = await rejected('unsettled', ensure({}, { waitMs: 1_000_000 }))
  assert.equal(error.retryable, false)
  assert.match(error.message, /look it up at the gateway by hand/)
  assert.equal(creates().length, 1)
})

// The shapes that a queue decides by.

test('an unsettled error tells a queue what to do without its words', async () => {
  const { ensure, sandbox } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  const error = await rejected('unsettled', ensure())
  const { kind, outcome, retryable, retryAfterMs, orderId, reason, cause } = error
  assert.deepEqual(
    { kind, outcome, retryable, retryAfterMs, orderId, reason },
    {
      kind: 'unsettled',
      outcome: 'unknown',
      retryable: true,
      retryAfterMs: graceMs,
      orderId: withdrawal.order_id,
      reason: undefined,
    },
  )
  assert.ok(isCryptomusError(cause, 'network'))
  assert.match(error.message, /same params and the same store, and never under another order_id/)
})

test('settle turns every way to reject into a value', async () => {
  const { ensure, sandbox, store } = openPayoutDesk()
  sandbox.fault({ kind: 'drop', operation: create })
  const broken = { ...store, get: async () => Promise.reject(new Error('down')) }
  for (const promise of [
    ensure(),
    ensure({ amount: 5 as never }),
    ensure({}, { store: broken }),
    ensure({ memo: 'x' }),
  ]) {
    const { ok } = await settle(promise)
    assert.equal(ok, false)
  }
})

test('no key, sign or address stands in an error', async () => {
  const { ensure, sandbox } = openPayoutDesk()
  const { apiKey, payoutApiKey } = sandbox.clientOptions
  for (const kind of ['drop', '502', 'refuse', '429', 'half-body'] as const) {
    sandbox.fault({ kind, operation: create })
    sandbox.fault({ kind: '502', operation: 'payouts.get', times: 3 })
    const settled = await settle(ensure({ order_id: `of-${kind}` }))
    assert.ok(!settled.ok)
    assertHidden(settled.error, { apiKey, payoutApiKey, address: withdrawal.address })
  }
})

test('what is written into the store holds no key, and names its version', async () => {
  const { ensure, sandbox, entries } = openPayoutDesk()
  await ensure()
  const [entry] = await entries()
  assert.equal(entry?.version, 1)
  assert.equal(entry?.state, 'made')
  assert.match(String(entry?.key), /^ensure-payout:[0-9a-f]{32}:withdrawal-1$/)
  for (const key of ['apiKey', 'payoutApiKey', 'merchantId'] as const) {
    assert.ok(!JSON.stringify(entry).includes(sandbox.clientOptions[key]), key)
  }
})

// The intent.

const full = {
  ...withdrawal,
  currency: 'USD',
  to_currency: 'USDT',
  from_currency: 'USDT',
  memo: 'tag-1',
} as const satisfies CreatePayoutParams

const changes: Readonly<Record<string, Partial<CreatePayoutParams>>> = {
  amount: { amount: '10.01' },
  currency: { currency: 'EUR' },
  network: { network: 'bsc' },
  address: { address: 'TXanotherAddressOfNobody00000000000' },
  is_subtract: { is_subtract: false },
  to_currency: { to_currency: 'USDC' },
  from_currency: { from_currency: undefined },
  memo: { memo: 'tag-2' },
}

for (const [field, change] of Object.entries(changes)) {
  test(`the same order_id with another ${field} is a conflict that names it, and nothing is sent`, async () => {
    const { ensure, requests } = openPayoutDesk()
    assert.equal((await ensure(full)).state, 'sent')
    const asked = requests.length
    const { fields, retryable, message } = await rejected('conflict', ensure({ ...full, ...change }))
    assert.deepEqual([fields, retryable, requests.length], [[field], false, asked])
    assert.match(message, /Nothing was sent/)
  })
}

for (const field of ['network', 'memo', 'from_currency'] as const) {
  test(`leaving out ${field} is another intent`, async () => {
    const { ensure } = openPayoutDesk()
    await ensure(full)
    const { fields } = await rejected('conflict', ensure({ ...full, [field]: undefined }))
    assert.deepEqual(fields, [field])
  })
}

for (const [what, change] of Object.entries({
  'another url_callback': { url_callback: 'https://shop.example/other' },
  'another priority': { priority: 'high' },
  'another course_source': { course_source: 'Binance' },
  'another spelling of the amount': { amount: '10.00' },
  'another case of the codes': { currency: 'usd', to_currency: 'usdt', network: 'TRON' },
} satisfies Readonly<Record<string, Partial<CreatePayoutParams>>>)) {
  test(`${what} is the same intent`, async () => {
    const { ensure, creates } = openPayoutDesk()
    const { payout } = await ensure(full)
    assert.equal((await ensure({ ...full, ...change })).payout?.uuid, payout?.uuid)
    assert.equal(creates().length, 1)
  })
}

// Entries of others.

for (const [whose, text, message] of [
  ['of a later version', '{"version":2,"state":"made","intent":{}}', /version or state \(2, made\)/],
  ['of the first version in an unknown state', '{"version":1,"state":"paused","intent":{}}', /does not know/],
  ['of another package', '{"id":17}', /is not of this package/],
  ['that is no JSON', 'locked', /is not of this package/],
  ['that is null', 'null', /is not of this package/],
  ['that is empty', '', /is not of this package/],
] as const) {
  test(`an entry ${whose} is a config error, and is left as it is`, async () => {
    const { ensure, close, store, requests } = openPayoutDesk()
    let key = ''
    const peek: Store = {
      ...store,
      get: async () => undefined,
      add: async (asked) => {
        key = asked
        throw new Error('peeking')
      },
    }
    await rejected('unsettled', ensure({}, { store: peek }))
    await store.add(key, text)
    for (const flow of [ensure, close]) {
      const error = await rejected('config', flow())
      assert.equal(error.option, 'store')
      assert.match(error.message, message)
    }
    assert.deepEqual([await store.get(key), requests.length], [text, 0])
  })
}

// Bad input.

const uuid = '0b7c2f1e-5a8d-4c3b-9e6f-1a2b3c4d5e6f'

for (const [what, params, message] of [
  [
    'a UUID with its hyphens',
    { order_id: uuid },
    /at most 32 characters.*UUID without its hyphens has 32.*payoutOrderId/,
  ],
  ['an order_id of 33 characters', { order_id: 'x'.repeat(33) }, /at most 32 characters/],
  ['no order_id', { order_id: undefined }, /order_id/],
  ['an order_id with a space', { order_id: 'a b' }, /order_id must be a string/],
  ['an amount that is a number', { amount: 10 }, /amount must be a decimal string.*not a number/],
  ['an amount of zero', { amount: '0' }, /amount must be a decimal string above zero/],
  ['a misspelt param', { adress: 'x' }, /adress.*address/],
  ['an option among the params', { waitMs: 5 }, /waitMs/],
  ['is_subtract as a text', { is_subtract: 'true' }, /is_subtract must be true or false/],
  ['a fiat currency without its target', { currency: 'USD' }, /to_currency is required/],
  ['a callback over http', { url_callback: 'http://shop.example/hook' }, /url_callback/],
] as const) {
  test(`${what} is a validation error that says so, and nothing is sent`, async () => {
    const { ensure, requests } = openPayoutDesk()
    const error = await rejected('validation', ensure(params as never))
    assert.match(error.message, message)
    assert.deepEqual([error.retryable, error.outcome, requests.length], [false, 'not_sent', 0])
  })
}

test('an order_id of 32 letters beyond ASCII is taken: characters count, not bytes', async () => {
  assert.equal((await openPayoutDesk().ensure({ order_id: '\u{10400}'.repeat(32) })).state, 'sent')
})

test('no params at all are a validation error', async () => {
  const { worker, options } = openPayoutDesk()
  for (const params of [undefined, null, 'withdrawal-1', []]) {
    await rejected('validation', ensurePayout(worker(), params as never, options()))
  }
})

const methods = memoryStore()

for (const [what, options, option, message] of [
  ['no store', { store: undefined }, 'store', /store is missing/],
  ['a store that is a Map', { store: new Map() }, 'store', /must have get, add and replace/],
  ['a grace period under a minute', { graceMs: 59_999 }, 'graceMs', /from 60000 .* to 86400000/],
  ['a grace period that is a text', { graceMs: '120000' }, 'graceMs', /milliseconds/],
  ['an endless grace period', { graceMs: Number.POSITIVE_INFINITY }, 'graceMs', /milliseconds/],
  ['a wait below zero', { waitMs: -1 }, 'waitMs', /0 or more/],
  ['a wait that is no number', { waitMs: Number.NaN }, 'waitMs', /0 or more/],
  ['a wait that is a text', { waitMs: '10' }, 'waitMs', /0 or more/],
  ['a clock that is a time', { now: 0 }, 'now', /must be a function/],
  ['a clock that returns a Date', { now: () => new Date() }, 'now', /milliseconds since 1970/],
  ['a sleep that is a number', { sleep: 5 }, 'sleep', /must be a function/],
  ['an AbortController as the signal', { signal: new AbortController() }, 'signal', /must be an AbortSignal/],
  ['a misspelt option', { graceMS: 120_000 }, 'graceMS', /graceMs/],
  ['an option of a call', { timeoutMs: 5_000 }, 'timeoutMs', /timeoutMs/],
] as const) {
  test(`${what} is a config error that names the option, and nothing is written or sent`, async () => {
    const { ensure, requests, entries } = openPayoutDesk()
    const error = await rejected('config', ensure({}, options as never))
    assert.equal(error.option, option)
    assert.match(error.message, message)
    assert.deepEqual([requests.length, await entries()], [0, []])
  })
}

test('options that are left out are a config error about the store', async () => {
  const { worker } = openPayoutDesk()
  for (const options of [undefined, null, {}]) {
    const error = await rejected('config', ensurePayout(worker(), withdrawal, options as never))
    assert.equal(error.option, 'store')
  }
})

test('a store that expires its entries is refused', async () => {
  const { ensure, requests } = openPayoutDesk()
  const expiring = { ...methods, expires: true as const }
  const error = await rejected('config', ensure({}, { store: expiring as Store }))
  assert.equal(error.option, 'store')
  assert.match(error.message, /expires its entries/)
  assert.equal(requests.length, 0)
})

for (const [what, client] of [
  ['nothing', undefined],
  ['a client without scope', { call: async () => ({}) }],
  ['a fetch', async () => new Response()],
  ['the payouts of a client', { create: async () => ({}) }],
] as const) {
  test(`${what} in place of a client is a config error`, async () => {
    const { options } = openPayoutDesk()
    assert.equal((await rejected('config', ensurePayout(client as never, withdrawal, options()))).option, 'client')
  })
}

test('frozen params and options are taken, and never changed', async () => {
  const { worker, options, pass } = openPayoutDesk()
  const params = Object.freeze({ ...withdrawal })
  const given: EnsurePayoutOptions = Object.freeze(options())
  assert.equal((await pass(ensurePayout(worker(), params, given))).state, 'sent')
  assert.deepEqual(params, withdrawal)
})

test('params that the caller changes meanwhile change nothing', async () => {
  const { worker, options, pass, creates, sandbox } = openPayoutDesk()
  const params: { -readonly [Name in keyof CreatePayoutParams]: CreatePayoutParams[Name] } = { ...withdrawal }
  sandbox.fault({ kind: 'drop', operation: create })
  const ensured = ensurePayout(worker(), params, options({ waitMs: 300_000 }))
  params.amount = '99'
  params.order_id = 'another'
  assert.equal((await pass(ensured)).payout?.amount, '10')
  assert.deepEqual([...new Set(creates().map(({ body }) => `${body.amount} ${body.order_id}`))], ['10 withdrawal-1'])
})

test('a client that may use http takes a callback over http here too', async () => {
  const { worker, options, pass, creates } = openPayoutDesk()
  const params = { ...withdrawal, url_callback: 'http://shop:3000/hook' }
  assert.equal((await pass(ensurePayout(worker({ allowHttp: true }), params, options()))).state, 'sent')
  assert.equal(creates()[0]?.body.url_callback, params.url_callback)
})

// Signals.

const reason = new Error('the server shuts down')
const aborted = () => AbortSignal.abort(reason)

test('a signal that was aborted before anything was written rejects with its own reason', async () => {
  const { ensure, requests, entries } = openPayoutDesk()
  await assert.rejects(ensure({}, { signal: aborted() }), reason)
  assert.deepEqual([requests.length, await entries()], [0, []])
})

test('a signal that is aborted while the store is asked rejects with its own reason, and nothing is written', async () => {
  const { ensure, store, requests, entries } = openPayoutDesk()
  const stopping = new AbortController()
  const slow: Store = {
    ...store,
    get: async (key) => {
      const value = await store.get(key)
      stopping.abort(reason)
      return value
    },
  }
  await assert.rejects(ensure({}, { store: slow, signal: stopping.signal }), reason)
  assert.deepEqual([requests.length, await entries()], [0, []])
})

test('a signal that is aborted while it is written down sends nothing, and the next call sends at once', async () => {
  const { ensure, store, requests } = openPayoutDesk()
  const stopping = new AbortController()
  const slow: Store = {
    ...store,
    add: async (key, value) => {
      stopping.abort(reason)
      return store.add(key, value)
    },
  }
  const error = await rejected('unsettled', ensure({}, { store: slow, signal: stopping.signal }))
  assert.deepEqual([error.cause, error.retryable, requests.length], [reason, true, 0])
  assert.equal((await ensure()).state, 'sent')
})

test('a signal that is aborted while the request is under way is unsettled, and the next call finds the payout', async () => {
  const desk = openPayoutDesk()
  const stopping = new AbortController()
  desk.road = async ({ isCreate, next }) => {
    const answer = await next()
    if (!isCreate) return answer
    stopping.abort(reason)
    return new Promise(() => {})
  }
  const error = await rejected('unsettled', desk.ensure({}, { signal: stopping.signal }))
  assert.deepEqual([error.cause, error.retryable], [reason, true])
  desk.road = async ({ next }) => next()
  assert.equal((await desk.ensure()).state, 'sent')
  assert.equal(desk.creates().length, 1)
})

for (const [how, sleep] of [
  [
    'resolves',
    (_ms: number, signal: AbortSignal) => new Promise<void>((end) => signal.addEventListener('abort', () => end())),
  ],
  [
    'rejects, as that of node:timers/promises does,',
    (_ms: number, signal: AbortSignal) =>
      new Promise<void>((_, fail) => signal.addEventListener('abort', () => fail(new Error('AbortError')))),
  ],
] as const) {
  test(`a signal that is aborted while it waits is unsettled with its reason, if sleep ${how}`, async () => {
    const { ensure, sandbox, requests } = openPayoutDesk()
    sandbox.fault({ kind: 'drop', operation: create })
    const stopping = new AbortController()
    const waiting: EnsurePayoutOptions['sleep'] = (ms, signal) => {
      queueMicrotask(() => stopping.abort(reason))
      return sleep(ms, signal as AbortSignal)
    }
    const options = { signal: stopping.signal, waitMs: 300_000, sleep: waiting }
    const error = await rejected('unsettled', ensure({}, options))
    assert.deepEqual([error.cause, error.retryable, requests.length], [reason, true, 2])
  })
}

test('without a sleep of its own a call waits with a timer, and stops waiting at once when it is aborted', async () => {
  const { sandbox, store } = openPayoutDesk()
  const { createCaller } = await import('../../src/call/create-caller.ts')
  sandbox.fault({ kind: 'drop', operation: create })
  const stopping = new AbortController()
  const watched: Store = {
    ...store,
    replace: async (key, from, to) => {
      // By then the request is lost, and a read and the wait are all that follows.
      if (to.includes('"open"')) setTimeout(() => stopping.abort(reason), 20)
      return store.replace(key, from, to)
    },
  }
  const options = { store: watched, waitMs: 300_000, signal: stopping.signal }
  const { cause } = await rejected('unsettled', ensurePayout(createCaller(sandbox.clientOptions), withdrawal, options))
  assert.equal(cause, reason)
})

// Errors of others.

const foreign = {
  'a refusal of another payout': createError('api', 'Minimum amount', {
    operation: create,
    outcome: 'rejected',
    status: 422,
    reason: 'amount_limit',
    errors: {},
  }),
  'params of another call that do not fit': createError('validation', 'amount must be a string.', {
    operation: 'payments.create',
    issues: [],
  }),
  'an option of another call that is missing': createError('config', 'apiKey is missing.', { option: 'apiKey' }),
  'a record of another order_id that conflicts': createError('conflict', 'Another record.', {
    operation: create,
    fields: ['amount'],
    existing: { uuid: 'a-record-of-somebody-else' },
  }),
  'a payout of another merchant that is not found': createError('api', 'Payout not found', {
    operation: 'payouts.get',
    outcome: 'rejected',
    status: 422,
    reason: 'not_found',
    errors: {},
  }),
  'an error of another package': new RangeError('out of range'),
}

for (const [what, error] of Object.entries(foreign)) {
  for (const when of ['before', 'after'] as const) {
    test(`${what}, thrown by a middleware ${when} the request is sent, proves nothing`, async () => {
      const { worker, options, pass, wait, made, entries, ensure } = openPayoutDesk()
      const caller = worker({
        middleware: [
          (next) => async (request) => {
            if (request.operation.id !== create) return next(request)
            if (when === 'after') await next(request)
            throw error
          },
        ],
      })
      const first = await settle(pass(ensurePayout(caller, withdrawal, options())))
      if (when === 'before') {
        assert.ok(!first.ok)
        assert.deepEqual([first.error.kind, first.error.retryable], ['unsettled', true])
        assert.deepEqual(
          (await entries()).map(({ state }) => state),
          ['open'],
        )
      } else assert.deepEqual([first.ok && first.value.state], ['sent'])
      wait(graceMs)
      assert.equal((await ensure()).state, 'sent')
      assert.deepEqual(await made(), [withdrawal.order_id])
    })
  }
}
