import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../src/client.ts'
import { backstage, type WithBackstage } from '../../src/sandbox/backstage.ts'
import { createSandbox } from '../../src/sandbox/create-sandbox.ts'
import type { Deliver } from '../../src/sandbox/types.ts'
import { fixedInvoice } from '../support/sandbox.ts'

test('real time does not run ahead of an advance that waits for a receiver', async () => {
  const tick = (ms: number) => (sandbox as WithBackstage)[backstage]?.tick(ms)
  const seen: string[] = []
  const deliver: Deliver = async (request) => {
    const { uuid, status: told } = JSON.parse(await request.text()) as { uuid: string; status: string }
    tick(250)
    const { payment_status } = await client.payments.get({ uuid })
    seen.push(`${told}, ${payment_status}`)
    return new Response()
  }
  const sandbox = createSandbox({ deliver, wire: { confirmationMs: 60_000 } })
  const client = createClient(sandbox.clientOptions)
  const { uuid } = await client.payments.create(fixedInvoice)
  await sandbox.pay(uuid)
  await sandbox.advance(60_000)
  await client.payments.refund({ uuid, address: 'TXhdtwCWVyBUXLJrFzXZs7fxYXAvGt4bTW', is_subtract: true })
  await sandbox.advance(60_000)
  assert.deepEqual(seen, [
    'confirm_check, confirm_check',
    'paid, paid',
    'refund_process, refund_process',
    'refund_paid, refund_paid',
  ])
  const before = sandbox.now()
  tick(250)
  assert.equal(sandbox.now(), before + 250)
})
