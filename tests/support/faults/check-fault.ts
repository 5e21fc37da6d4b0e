import assert from 'node:assert/strict'
import { getEventListeners } from 'node:events'
import type { TestContext } from 'node:test'
import type { Fetch, Middleware } from '../../../src/call/types.ts'
import { type Client, createClient } from '../../../src/client.ts'
import { isCryptomusError } from '../../../src/errors/is-cryptomus-error.ts'
import type { CryptomusError } from '../../../src/errors/types.ts'
import type { CallOptions } from '../../../src/operations/types.ts'
import { paymentSample } from '../../fixtures/payments.ts'
import { payoutSample } from '../../fixtures/payouts.ts'
import { createLog } from '../create-log.ts'
import { credentials } from '../credentials.ts'
import { assertHidden } from '../error-views.ts'
import { type FaultServer, withFault } from './fault-server.ts'
import { heldFromMs, holdDeadlines } from './hold-deadlines.ts'
import type { Fault } from './types.ts'

/** An operation that meets faults. */
interface Subject {
  readonly id: string
  /** Whether it is sent again by itself. */
  readonly repeats: boolean
  readonly result: unknown
  readonly run: (client: Client, options: CallOptions) => Promise<unknown>
}

const order = { order_id: 'order-1', amount: '15.00', currency: 'USD' }
const target = { address: payoutSample.address, is_subtract: true }

/** One operation of each kind: sent again because it reads, because of its order_id, and never. */
export const subjects: readonly Subject[] = [
  {
    id: 'payments.get',
    repeats: true,
    result: paymentSample,
    run: (c, o) => c.payments.get({ order_id: 'order-1' }, o),
  },
  { id: 'payments.create', repeats: true, result: paymentSample, run: (c, o) => c.payments.create(order, o) },
  {
    id: 'payouts.create',
    repeats: false,
    result: payoutSample,
    run: (c, o) =>
      c.payouts.create({ ...target, order_id: 'payout-1', amount: '7', currency: 'USDT', network: 'tron' }, o),
  },
  {
    id: 'payments.refund',
    repeats: false,
    result: [],
    run: (c, o) => c.payments.refund({ ...target, order_id: 'order-1' }, o),
  },
  {
    id: 'transfers.toPersonal',
    repeats: false,
    result: { user_wallet_transaction_uuid: 't-1', merchant_transaction_uuid: 't-2' },
    run: (c, o) => c.transfers.toPersonal({ amount: '7', currency: 'USDT' }, o),
  },
]

interface Transport {
  readonly fetch: Fetch
  readonly close?: () => Promise<void>
}

async function settled(promise: Promise<unknown>): Promise<CryptomusError | undefined> {
  try {
    await promise
    return undefined
  } catch (error) {
    if (isCryptomusError(error)) return error
    throw error
  }
}

const other = createClient({ ...credentials, fetch: async () => Response.json({ state: 0, result: [] }) })
const broken = createClient({
  ...credentials,
  fetch: async () => {
    throw Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' })
  },
})

/** Middleware that reads with this package after each call, strips the response to its three members, or delays. */
export const bystanders: readonly Middleware[] = [
  (next) => async (request) => {
    try {
      return await next(request)
    } finally {
      await other.balance.get()
    }
  },
  (next) => async (request) => {
    const { status, headers, text } = await next({ ...request })
    return { status, headers, text }
  },
  (next) => async (request) => {
    await new Promise((resolve) => setImmediate(resolve))
    return next(request)
  },
]

/** Middleware whose own read fails after each call, as if nothing had been sent. */
export const failingReader: Middleware = (next) => async (request) => {
  try {
    return await next(request)
  } finally {
    await broken.balance.get({}, { retries: 0 })
  }
}

/** Fails when a call does not end as the fault's verdict says, or leaves something behind. */
export async function checkFault(
  t: TestContext,
  open: () => Transport,
  subject: Subject,
  fault: Fault,
  middleware: readonly Middleware[] = [],
): Promise<void> {
  const { verdict, stalls } = fault
  const escapes = middleware.includes(failingReader)
  const times = stalls ? { timeoutMs: 2 * heldFromMs, attemptTimeoutMs: 2 * heldFromMs } : {}
  const { expire } = stalls ? holdDeadlines(t) : {}
  const repeated = subject.repeats && verdict.repeated === true
  const good = JSON.stringify({ state: 0, result: subject.result })
  const check = async ({ url, seen, sockets }: FaultServer) => {
    const { fetch, close } = open()
    const bodies: string[] = []
    const watched: Fetch = (address, init) => {
      bodies.push(init.headers.sign ?? '', init.body ?? '')
      return fetch(address, init)
    }
    const { logger, lines } = createLog()
    const client = createClient({ ...credentials, fetch: watched, baseUrl: url, ...times, logger, middleware })
    const { signal } = new AbortController()
    const error = await settled(subject.run(client, { signal }))
    await close?.()
    if (escapes) {
      // Whatever the server did, an error of another call proves nothing about this one.
      const { kind, outcome } = error ?? {}
      const expected = [stalls ? 'timeout' : 'network', 'unknown', repeated ? 3 : 1]
      assert.deepEqual([kind, outcome, seen.length], expected, error?.stack)
      return
    }
    const wanted = {
      kind: verdict.kind,
      outcome: verdict.outcome,
      retryable:
        verdict.kind === 'ok' ? undefined : subject.repeats && (verdict.retryable ?? verdict.repeated ?? false),
      attempts: verdict.kind === 'ok' ? undefined : seen.length,
      requests: repeated ? 3 : 1,
      elsewhere: 0,
      retryAfterMs: verdict.retryAfterMs,
      listeners: 0,
    }
    const { retryAfterMs } = (error ?? {}) as { readonly retryAfterMs?: number }
    assert.deepEqual(
      {
        kind: error?.kind ?? 'ok',
        outcome: error?.outcome,
        retryable: error?.retryable,
        attempts: error?.attempts,
        requests: seen.length,
        elsewhere: seen.filter((path) => /followed|stolen/.test(path)).length,
        retryAfterMs,
        listeners: getEventListeners(signal, 'abort').length,
      },
      wanted,
      error?.stack,
    )
    assert.ok(sockets.size <= seen.length)
    const secrets = Object.fromEntries(bodies.filter((text) => text !== '').map((text, at) => [`secret ${at}`, text]))
    assertHidden(lines, { ...credentials, ...secrets })
    if (error !== undefined) assertHidden(error, { ...credentials, ...secrets })
  }
  await withFault(fault, good, check, expire)
}
