import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accessSandbox, untilBooked } from '../../../src/sandbox/server/sandbox-access.ts'
import type { Sandbox } from '../../../src/sandbox/types.ts'
import { fixedInvoice, openSandbox } from '../../support/sandbox.ts'

const origin = 'http://127.0.0.1:4000'

test('reads an invoice of the sandbox, with its page on the server', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  const payment = accessSandbox(sandbox, origin).payment(uuid)
  assert.deepEqual([payment?.uuid, payment?.url], [uuid, `${origin}/pay/${uuid}`])
})

test('an invoice that does not exist is undefined', () => {
  const { sandbox } = openSandbox({ wire: { notFoundStatus: 404 } })
  assert.equal(accessSandbox(sandbox, origin).payment('nobody'), undefined)
})

test('a copy of a sandbox has no back door, and is refused', () => {
  const { sandbox } = openSandbox()
  for (const copy of [{ ...sandbox }, {}, undefined]) {
    assert.throws(() => accessSandbox(copy as Sandbox, origin), { kind: 'config', option: 'sandbox' })
  }
})

test('what is booked or refused at once is waited for, and nothing else', async () => {
  await untilBooked(Promise.resolve())
  await untilBooked(new Promise(() => {}))
  await assert.rejects(untilBooked(Promise.reject(new Error('refused'))), /refused/)
})

test('a failure after the booking harms nobody', async () => {
  let fail = (_: Error) => {}
  const paying = new Promise<void>((_, reject) => {
    fail = reject
  })
  await untilBooked(paying)
  fail(new Error('later'))
  await new Promise((resolve) => setImmediate(resolve))
})
