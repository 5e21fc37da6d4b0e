import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createClient } from '../../../src/client.ts'
import { createSandbox } from '../../../src/sandbox/create-sandbox.ts'
import { readPaymentFrom } from '../../../src/sandbox/server/read-payment.ts'

test('reads an invoice through the API, as its page would', async () => {
  const sandbox = createSandbox()
  const { payments } = createClient(sandbox.clientOptions)
  const { uuid } = await payments.create({ amount: '1', currency: 'USDT', order_id: 'o-1' })
  const read = readPaymentFrom(sandbox, 'http://127.0.0.1:80')
  assert.equal((await read(uuid))?.order_id, 'o-1')
  assert.equal(await read('nothing'), undefined)
})
