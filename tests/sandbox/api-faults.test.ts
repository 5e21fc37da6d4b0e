import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import type { ApiFault, ApiFaultKind } from '../../src/sandbox/faults.ts'
import { buildHeaders } from '../../src/signing/build-headers.ts'
import { rejected } from '../support/rejected.ts'
import { ask, fixedInvoice, fixedPayout, openSandbox } from '../support/sandbox.ts'

const path = '/v1/payment'
const tooMany = { status: 429, text: '{"message":"Too Many Attempts."}' }
const broken = { status: 500, text: '{"message":"Server error, #1","code":500,"error":null}' }

/** A sandbox in which the next call that makes an invoice goes wrong. */
function openFaulty(fault: Omit<ApiFault, 'operation'>) {
  const { sandbox, client } = openSandbox()
  const remove = sandbox.fault({ ...fault, operation: 'payments.create' })
  const create = () => ask(sandbox, path, fixedInvoice)
  const made = async () => (await client.payments.list()).items.length
  return { sandbox, client, remove, create, made }
}

async function brokenBy(call: Promise<unknown>) {
  const error = await call.then(
    () => assert.fail('Nothing was rejected'),
    (reason: unknown) => reason,
  )
  assert.ok(error instanceof TypeError, String(error))
  assert.equal((error.cause as { code?: string }).code, 'ECONNRESET')
  return error.message
}

for (const [kind, isMade] of [
  ['drop', 0],
  ['act-then-drop', 1],
] as const) {
  test(`${kind} breaks the connection, after ${isMade} invoices have been made`, async () => {
    const { create, made } = openFaulty({ kind })
    assert.equal(await brokenBy(create()), 'fetch failed')
    assert.equal(await made(), isMade)
    assert.equal((await create()).status, 200)
    assert.equal(await made(), 1)
  })
}

test('half-body acts, sends half of the answer and breaks the connection', async () => {
  const { sandbox, create, made } = openFaulty({ kind: 'half-body' })
  const body = JSON.stringify(fixedInvoice)
  const headers = new Headers({ ...buildHeaders({ ...sandbox.clientOptions, body }) })
  const request = { method: 'POST', url: `https://api.cryptomus.com${path}`, headers, text: async () => body }
  const response = await sandbox.handle(request)
  assert.deepEqual([response.status, response.headers.get('content-type')], [200, 'application/json'])
  const reader = (response as Response).body?.getReader() ?? assert.fail()
  const { value } = await reader.read()
  assert.equal(await brokenBy(reader.read()), 'terminated')
  const { text } = await create()
  assert.equal(new TextDecoder().decode(value), text.slice(0, Math.floor(text.length / 2)))
  assert.equal(await made(), 1)
})

test('stall acts and never responds, until the caller gives up', async () => {
  const { sandbox, client, create, made } = openFaulty({ kind: 'stall', times: 2 })
  let isSettled = false
  const settle = () => {
    isSettled = true
  }
  void create().then(settle, settle)
  await sandbox.advance(86_400_000)
  await new Promise((resolve) => setImmediate(resolve))
  assert.deepEqual([isSettled, await made()], [false, 1])
  const controller = new AbortController()
  const call = client.payments.create({ ...fixedInvoice, order_id: 'order-2' }, { signal: controller.signal })
  setImmediate(() => controller.abort())
  await assert.rejects(call, /aborted; its effect is unknown/)
  assert.equal(await made(), 2)
})

for (const [given, ms] of [
  [{ ms: 5000 }, 5000],
  [{}, 60_000],
] as const) {
  test(`slow with ${JSON.stringify(given)} acts at once and responds ${ms} ms later on the sandbox's clock`, async () => {
    const { sandbox, create, made } = openFaulty({ kind: 'slow', ...given })
    let status = 0
    const call = create().then((answered) => {
      status = answered.status
    })
    await sandbox.advance(ms - 1)
    await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual([status, await made()], [0, 1])
    await sandbox.advance(1)
    await call
    assert.equal(status, 200)
  })
}

for (const { kind, expected } of [
  { kind: '429', expected: tooMany },
  { kind: '500', expected: broken },
] as const) {
  for (const acts of [undefined, false, true]) {
    test(`${kind} with acts: ${acts} answers as the gateway does, and acts only if it says so`, async () => {
      const { create, made } = openFaulty({ kind, acts })
      const { status, text } = await create()
      assert.deepEqual({ status, text }, expected)
      assert.equal(await made(), acts ? 1 : 0)
      assert.equal((await create()).status, 200)
    })
  }
}

/** The raw response to a new invoice. */
async function respond(kind: ApiFaultKind, acts?: boolean) {
  const { sandbox, made } = openFaulty({ kind, acts })
  const body = JSON.stringify(fixedInvoice)
  const headers = new Headers({ ...buildHeaders({ ...sandbox.clientOptions, body }) })
  const url = `https://api.cryptomus.com${path}`
  const response = await sandbox.handle({ method: 'POST', url, headers, text: async () => body })
  return { response, text: await response.text(), made: await made() }
}

test('502 is a page of HTML, and acts only if it says so', async () => {
  for (const acts of [false, true]) {
    const { response, text, made } = await respond('502', acts)
    assert.deepEqual([response.status, response.headers.get('content-type')], [502, 'text/html; charset=UTF-8'])
    assert.match(text, /^<!DOCTYPE html>.*502 Bad Gateway.*<\/html>\n$/s)
    assert.equal(made, acts ? 1 : 0)
  }
})

test('429 says when to try again', async () => {
  assert.equal((await respond('429')).response.headers.get('retry-after'), '1')
})

test('refuse answers in the words and with the status that were given', async () => {
  const said = async (fault: Omit<ApiFault, 'operation' | 'kind'>) => {
    const { create, made } = openFaulty({ kind: 'refuse', ...fault })
    const { status, json } = await create()
    return [status, json, await made()]
  }
  assert.deepEqual(await said({}), [422, { state: 1, message: 'You are forbidden' }, 0])
  assert.deepEqual(await said({ message: 'Server error', status: 500 }), [
    500,
    { state: 1, message: 'Server error' },
    0,
  ])
})

test('times breaks so many calls, and forMs those within so much of the sandbox’s time', async () => {
  const { create } = openFaulty({ kind: '500', times: 2 })
  assert.deepEqual([(await create()).status, (await create()).status, (await create()).status], [500, 500, 200])
  const timed = openFaulty({ kind: '500', forMs: 1000 })
  assert.deepEqual([(await timed.create()).status, (await timed.create()).status], [500, 500])
  await timed.sandbox.advance(1001)
  assert.equal((await timed.create()).status, 200)
})

test('a fault that was taken back breaks nothing', async () => {
  const { create, remove } = openFaulty({ kind: 'drop', times: Number.POSITIVE_INFINITY })
  await brokenBy(create())
  remove()
  assert.equal((await create()).status, 200)
})

test('without an operation the next call breaks, whichever it is', async () => {
  const { sandbox, client } = openSandbox()
  sandbox.fault({ kind: 'refuse', times: 2 })
  assert.equal((await rejected('api', client.balance.get())).gatewayMessage, 'You are forbidden')
  assert.equal((await rejected('api', client.payouts.create(fixedPayout))).gatewayMessage, 'You are forbidden')
  await client.balance.get()
})

test('a fault is used up by a request that would have been refused, and not by one that no path leads to', async () => {
  const { sandbox } = openSandbox()
  sandbox.fault({ kind: '500' })
  assert.equal((await ask(sandbox, '/v1/nothing', {})).status, 404)
  assert.equal((await ask(sandbox, path, {}, { apiKey: 'wrong' })).status, 500)
  assert.equal((await ask(sandbox, path, {}, { apiKey: 'wrong' })).status, 401)
})

test('a header breaks one call, and uses up no fault; an unknown kind in it breaks nothing', async () => {
  const { sandbox, client } = openSandbox()
  const body = JSON.stringify(fixedInvoice)
  const callWith = (kind: string) => {
    const headers = new Headers({ ...buildHeaders({ ...sandbox.clientOptions, body }), 'X-Sandbox-Fault': kind })
    return sandbox.handle({ method: 'POST', url: `https://api.cryptomus.com${path}`, headers, text: async () => body })
  }
  assert.equal((await callWith('nonsense')).status, 200)
  sandbox.fault({ kind: '429', operation: 'payments.create' })
  assert.equal((await callWith('502')).status, 502)
  await brokenBy(Promise.resolve().then(() => callWith('drop')))
  assert.equal((await ask(sandbox, path, fixedInvoice)).status, 429)
  assert.equal((await client.payments.list()).items.length, 1)
})

test('a webhook of a call that acted and was lost leaves all the same', async () => {
  const { sandbox, client } = openSandbox({ deliver: () => new Response() })
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  sandbox.fault({ kind: 'act-then-drop', operation: 'payments.refund' })
  const refund = { uuid, address: 'T', is_subtract: true }
  await brokenBy(ask(sandbox, '/v1/payment/refund', refund))
  await sandbox.advance(0)
  assert.deepEqual(
    sandbox.deliveries.map(({ body }) => JSON.parse(body).status),
    ['paid', 'refund_process'],
  )
})

test('a client repeats what is safe to repeat through every fault that passes', async () => {
  for (const kind of ['drop', 'act-then-drop', 'half-body', '429', '500', '502'] as const) {
    const { sandbox } = openSandbox()
    const client = createClient({ ...sandbox.clientOptions, retries: 1 })
    sandbox.fault({ kind, operation: 'payments.get' })
    const { uuid } = await client.payments.create(fixedInvoice)
    assert.equal((await client.payments.get({ uuid })).uuid, uuid, kind)
  }
})
