import assert from 'node:assert/strict'
import { getEventListeners, setMaxListeners } from 'node:events'
import { describe, test } from 'node:test'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { createClient } from '../../src/client.ts'
import { paymentSample } from '../fixtures/payments.ts'
import { credentials } from '../support/credentials.ts'
import { answer, fakeFetch, ok } from '../support/fake-fetch.ts'
import { connectionFaults } from '../support/faults/connection.ts'
import { type FaultServer, withFault } from '../support/faults/fault-server.ts'
import { heldFromMs, holdDeadlines } from '../support/faults/hold-deadlines.ts'
import { withLoopback } from '../support/loopback.ts'
import { rejected } from '../support/rejected.ts'
import { withoutPauses } from '../support/without-pauses.ts'

const order = { order_id: 'order-1' }
const good = JSON.stringify({ state: 0, result: paymentSample })
const stalls = connectionFaults.filter((fault) => fault.stalls)
const hour = heldFromMs

describe('a call that stalls', () => {
  withoutPauses()

  for (const fault of stalls.filter(({ name }) => name !== 'an answer after the deadline')) {
    test(`ends by itself when its time is over: ${fault.name}`, () =>
      withFault(fault, good, async ({ url }) => {
        const client = createClient({ ...credentials, baseUrl: url, timeoutMs: 300 })
        await rejected('timeout', client.payments.get(order))
      }))
  }

  for (const fault of stalls) {
    test(`has attempts that last no longer than the call, together: ${fault.name}`, async (t) => {
      const { waits, expire } = holdDeadlines(t)
      const times = { timeoutMs: 10 * hour, attemptTimeoutMs: 4 * hour }
      const call = async ({ url }: FaultServer) => {
        const client = createClient({ ...credentials, baseUrl: url, ...times })
        const error = await rejected('timeout', client.payments.get(order))
        assert.equal(error.attempts, 3)
      }
      await withFault(fault, good, call, expire)
      assert.deepEqual(waits, [4 * hour, 4 * hour, 2 * hour])
    })
  }
})

test('a first attempt that hangs is followed by a second one within the time of the call', async (t) => {
  const { expire } = holdDeadlines(t)
  let requests = 0
  const payment = await withLoopback(
    (_, response) => {
      requests += 1
      if (requests > 1) response.end(good)
      else expire()
    },
    (baseUrl) =>
      createClient({ ...credentials, baseUrl, timeoutMs: 4 * hour, attemptTimeoutMs: hour }).payments.get(order),
  )
  assert.deepEqual([payment.uuid, requests], [paymentSample.uuid, 2])
})

test('what must not be sent twice has the whole time for its one attempt, unless it is told otherwise', async (t) => {
  const { waits, expire } = holdDeadlines(t)
  const transfer = { amount: '1', currency: 'USDT' }
  await withLoopback(
    () => expire(),
    async (baseUrl) => {
      const { transfers } = createClient({ ...credentials, baseUrl, timeoutMs: 4 * hour })
      for (const options of [{}, { attemptTimeoutMs: hour }]) {
        const error = await rejected('timeout', transfers.toPersonal(transfer, options))
        assert.deepEqual([error.outcome, error.attempts, error.retryable], ['unknown', 1, false])
      }
    },
  )
  assert.deepEqual(waits, [4 * hour, hour])
})

test('10,000 calls on one signal that lives long leave no listener and less than 2 MiB', async () => {
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  const { signal } = new AbortController()
  setMaxListeners(0, signal)
  const client = createClient({ ...credentials, fetch: async () => ok(paymentSample) })
  const run = async (calls: number) => {
    for (let call = 0; call < calls; call++) await client.payments.get(order, { signal })
    collect()
    return process.memoryUsage().heapUsed
  }
  await run(500)
  const before = await run(1)
  const grown = (await run(10_000)) - before
  assert.equal(getEventListeners(signal, 'abort').length, 0)
  assert.ok(grown < 2 * 1_048_576, `${grown}`)
})

describe('a client whose gateway always fails', () => {
  withoutPauses()

  test('makes at most a tenth more requests than 500 calls', async () => {
    const { fetch, sent } = fakeFetch(() => answer(503, 'down', { 'retry-after': '0' }))
    const client = createClient({ ...credentials, fetch })
    for (let call = 0; call < 500; call++) await client.payments.get(order).catch(() => {})
    assert.ok(sent.length <= 550, `${sent.length}`)
  })
})
