import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readPaymentFrom } from '../../../src/sandbox/server/read-payment.ts'
import { fixedInvoice, openSandbox } from '../../tools/sandbox.ts'

test('reads an invoice of the sandbox, with its page on the server', async () => {
  const { sandbox, client } = openSandbox()
  const { uuid } = await client.payments.create(fixedInvoice)
  const payment = await readPaymentFrom(sandbox, 'http://127.0.0.1:4000')(uuid)
  assert.deepEqual([payment?.uuid, payment?.url], [uuid, `http://127.0.0.1:4000/pay/${uuid}`])
})

test('an invoice that does not exist is undefined', async () => {
  const { sandbox } = openSandbox({ wire: { notFoundStatus: 404 } })
  assert.equal(await readPaymentFrom(sandbox, 'http://127.0.0.1:4000')('nobody'), undefined)
})
