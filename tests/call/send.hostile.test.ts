import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createError } from '../../src/errors/create-error.ts'
import { createPayout } from '../../src/operations/payouts/create-payout.ts'
import { payout } from '../fixtures/payouts.ts'
import { createStillCaller, turn } from '../support/clocks.ts'
import { rejected } from '../support/rejected.ts'

// Whatever a transport throws, at once or later, is an error of this package, and claims nothing.

const send = (fetch: unknown) => createStillCaller(fetch).call(createPayout, payout)

const throwing = () => {
  throw new Error('not here')
}

const hostile: readonly (readonly [string, unknown])[] = [
  ['an object without a prototype', Object.create(null)],
  [
    'a Proxy whose members throw',
    new Proxy({}, { get: throwing, has: throwing, getPrototypeOf: throwing, ownKeys: throwing }),
  ],
  ['a Proxy of an error whose members throw', new Proxy(new Error('x'), { get: throwing })],
  [
    'a revoked Proxy',
    (() => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    })(),
  ],
  ['a symbol', Symbol('why')],
  ['nothing', undefined],
  ['a frozen error', Object.freeze(new Error('frozen'))],
  [
    'a frozen error of this package',
    Object.freeze(createError('api', 'no', { status: 422, errors: {}, outcome: 'rejected' })),
  ],
  ['an error whose message is a symbol', Object.assign(new Error('x'), { message: Symbol('m') })],
  ['an error whose message throws', Object.defineProperty(new Error('x'), 'message', { get: throwing })],
  [
    'an error that causes itself',
    (() => {
      const error = new Error('round')
      return Object.assign(error, { cause: error })
    })(),
  ],
  ['a function', () => {}],
  ['a bigint', 7n],
  ['an object whose toString throws', { toString: throwing }],
]

for (const [what, reason] of hostile) {
  test(`a fetch that rejects with ${what} is a network error of unknown outcome, not a raw one`, async () => {
    for (const fail of [() => Promise.reject(reason), () => raise(reason)]) {
      const error = await rejected('network', send(fail))
      assert.deepEqual([error.outcome, error.attempts, error.operation], ['unknown', 1, 'payouts.create'])
      assert.ok(error.cause instanceof Error)
    }
  })

  test(`a body that fails with ${what} is a network error of unknown outcome, not a raw one`, async () => {
    const body = { getReader: () => ({ read: () => Promise.reject(reason), cancel: () => raise(reason) }) }
    for (const fields of [{ body }, { text: () => Promise.reject(reason) }]) {
      const error = await rejected(
        'network',
        send(async () => ({ status: 200, text: throwing, ...fields })),
      )
      assert.deepEqual([error.outcome, error.attempts], ['unknown', 1])
    }
  })
}

function raise(reason: unknown): never {
  throw reason
}

test('a response that is a Proxy, or whose members throw, is an error of this package', async () => {
  for (const response of [
    new Proxy({}, { get: throwing }),
    Object.defineProperty({ text: async () => '' }, 'status', { get: throwing }),
    Object.defineProperty({ status: 200, text: async () => '' }, 'body', { get: throwing }),
    { status: 200, text: throwing },
    { status: 200, body: { getReader: throwing }, text: throwing },
    { status: 200, body: { [Symbol.asyncIterator]: throwing }, text: throwing },
  ]) {
    const error = await rejected(
      'network',
      send(async () => response),
    )
    assert.deepEqual([error.outcome, error.attempts], ['unknown', 1])
  }
  // What goes unheard would end a program.
  await turn()
})

test('a body of nothing but empty chunks ends', async () => {
  // No stream of the platform, of which each of the million chunks would cost microseconds.
  const chunk = Promise.resolve({ done: false, value: new Uint8Array(0) })
  const body = { getReader: () => ({ read: () => chunk, cancel: () => {} }) }
  const error = await rejected(
    'response',
    send(async () => ({ status: 200, body, text: async () => '' })),
  )
  assert.deepEqual([error.outcome, error.status], ['unknown', 200])
})

for (const text of [5, null, { length: 1 }, ['{}']]) {
  test(`a text() that resolves with ${JSON.stringify(text)} is named`, async () => {
    const error = await rejected(
      'config',
      send(async () => ({ status: 200, text: async () => text })),
    )
    assert.deepEqual([error.option, error.outcome], ['fetch', 'unknown'])
  })
}

test('a signature that comes back as the id of an answer, or as a code, is not repeated', async () => {
  let sign = ''
  const headers = { get: (name: string) => (name === 'cf-ray' ? sign : null) }
  const refusing = async (_: string, init: { readonly headers: Record<string, string> }) => {
    sign = init.headers.sign ?? ''
    return { status: 400, headers, text: async () => '{"state":1,"message":"no"}' }
  }
  const refused = await rejected('api', send(refusing))
  assert.equal(refused.requestId, '[redacted]')
  const failing = async (_: string, init: { readonly headers: Record<string, string> }) => {
    throw Object.assign(new Error('x'), { code: `E_${init.headers.sign}` })
  }
  const failed = await rejected('network', send(failing))
  assert.ok(sign.length > 6)
  for (const text of [failed.message, String((failed.cause as { code?: unknown }).code)])
    assert.ok(!text.includes(sign))
})
